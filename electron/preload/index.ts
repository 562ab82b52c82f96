import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron'
import type { AppEvent } from '#shared/events.ts'
import type { Bridge } from '#shared/bridge.ts'

const bridge: Bridge = {
  send: (request) => ipcRenderer.invoke('request', request),
  listen: (listener) => {
    const hear = (_event: IpcRendererEvent, event: AppEvent) => listener(event)
    ipcRenderer.on('event', hear)
    return () => void ipcRenderer.off('event', hear)
  },
}

contextBridge.exposeInMainWorld('bridge', bridge)

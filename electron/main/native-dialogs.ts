import { dialog, shell, type BrowserWindow } from 'electron'
import type { Ports } from '#core/ports.ts'

/** The system's own dialogs, in front of the window; without a window they count as cancelled. */
export function createNativeDialogs(window: () => BrowserWindow | null): Ports['dialogs'] {
  return {
    async chooseFiles({ title, several, extensions }) {
      const owner = window()
      if (!owner) return []
      const answer = await dialog.showOpenDialog(owner, {
        title,
        properties: several ? ['openFile', 'multiSelections'] : ['openFile'],
        filters: extensions.length > 0 ? [{ name: '可用的文件', extensions: [...extensions] }] : [],
      })
      return answer.canceled ? [] : answer.filePaths
    },
    async chooseSaveLocation({ title, suggestedName }) {
      const owner = window()
      if (!owner) return null
      const answer = await dialog.showSaveDialog(owner, { title, defaultPath: suggestedName })
      return answer.canceled ? null : answer.filePath
    },
    async chooseFolder({ title }) {
      const owner = window()
      if (!owner) return null
      const answer = await dialog.showOpenDialog(owner, { title, properties: ['openDirectory', 'createDirectory'] })
      return answer.canceled ? null : (answer.filePaths[0] ?? null)
    },
  }
}

/** Opens and shows files with the system; the only use of Electron's `shell`. */
export const nativeOpener: Ports['opener'] = {
  async open(path) {
    const problem = await shell.openPath(path)
    if (problem !== '') throw new Error(problem)
  },
  async reveal(path) {
    shell.showItemInFolder(path)
  },
}

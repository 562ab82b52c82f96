import { InboxOutlined } from '@ant-design/icons'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import './file-drop-zone.css'

/** Zones on the screen, the newest last; only the newest takes what is dropped or pasted. */
const zones: symbol[] = []

const hasFiles = (transfer: DataTransfer | null) => transfer !== null && [...transfer.types].includes('Files')

const isTextField = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea'))

const nameTime = () => new Date().toISOString().slice(0, 19).replaceAll(/[-:T]/g, '')

/** A pasted picture has no name of its own ("image.png"); it gets one with the time. */
const nameOf = (file: File) =>
  /^image\.\w+$/.test(file.name)
    ? new File([file], `粘贴图片_${nameTime()}.${file.type.split('/')[1] ?? 'png'}`, { type: file.type })
    : file

/**
 * Takes files dropped anywhere on the window and pictures pasted while it is shown. Where several are
 * on the screen, the one that came last (a drawer's) takes them.
 */
export function FileDropZone({
  take,
  hint,
  children,
}: {
  readonly take: (files: File[]) => void
  /** What will happen with the files, shown while they hover. */
  readonly hint: string
  readonly children?: ReactNode
}) {
  const [over, setOver] = useState(false)
  const taking = useRef(take)
  useEffect(() => {
    taking.current = take
  }, [take])
  useEffect(() => {
    const zone = Symbol('zone')
    zones.push(zone)
    const mine = () => zones.at(-1) === zone
    const listening = new AbortController()
    const listen = <K extends keyof WindowEventMap>(kind: K, listener: (event: WindowEventMap[K]) => void) =>
      window.addEventListener(kind, listener, { signal: listening.signal })
    listen('dragover', (event) => {
      if (!mine() || !hasFiles(event.dataTransfer)) return
      event.preventDefault()
      setOver(true)
    })
    listen('dragleave', (event) => {
      if (event.relatedTarget === null) setOver(false)
    })
    listen('drop', (event) => {
      if (!mine() || !hasFiles(event.dataTransfer)) return
      event.preventDefault()
      setOver(false)
      const files = [...(event.dataTransfer?.files ?? [])]
      if (files.length > 0) taking.current(files)
    })
    listen('paste', (event) => {
      const files = [...(event.clipboardData?.files ?? [])]
      // Excel puts text and a picture of it on the clipboard: into a text field goes the text.
      const asText = isTextField(event.target) && event.clipboardData?.types.includes('text/plain')
      if (!mine() || files.length === 0 || asText) return
      event.preventDefault()
      taking.current(files.map(nameOf))
    })
    return () => {
      listening.abort()
      zones.splice(zones.indexOf(zone), 1)
    }
  }, [])
  return (
    <>
      {children}
      {over && (
        <output className="drop-veil">
          <InboxOutlined aria-hidden style={{ fontSize: 40 }} />
          {hint}
        </output>
      )}
    </>
  )
}

import { Button } from 'antd'
import { useRef } from 'react'

/** A button that asks for one file and hands its bytes to the page, for files that are looked at before they are taken. */
export function FileButton({
  name,
  accept,
  onFile,
}: {
  readonly name: string
  readonly accept: string
  readonly onFile: (file: File) => void
}) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <Button onClick={() => input.current?.click()}>{name}</Button>
      <input
        ref={input}
        className="sr-only"
        type="file"
        tabIndex={-1}
        accept={accept}
        aria-label={`${name}（文件）`}
        onChange={({ target }) => {
          const file = target.files?.[0]
          target.value = ''
          if (file) onFile(file)
        }}
      />
    </>
  )
}

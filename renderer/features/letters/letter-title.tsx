import { EditOutlined } from '@ant-design/icons'
import { Button, Input, type InputRef } from 'antd'
import { useEffect, useRef, useState } from 'react'
import type { Letter } from '#shared/letters.ts'
import { isTypingChinese } from '../../components/ime.ts'
import { useChange } from '../../state/change.tsx'

/** The letter's name, changed in place (F2). */
export function LetterTitle({ letter, locked }: { readonly letter: Letter; readonly locked: boolean }) {
  const change = useChange()
  const [typed, setTyped] = useState<string | null>(null)
  const box = useRef<InputRef>(null)
  const editing = typed !== null
  useEffect(() => {
    if (editing) box.current?.focus({ cursor: 'all' })
  }, [editing])
  useEffect(() => {
    const rename = (event: KeyboardEvent) => {
      if (event.key !== 'F2' || locked) return
      event.preventDefault()
      setTyped((now) => now ?? letter.title)
    }
    window.addEventListener('keydown', rename)
    return () => window.removeEventListener('keydown', rename)
  }, [letter.title, locked])
  const save = async () => {
    if (typed === null) return
    if (typed.trim() === '' || typed.trim() === letter.title) return setTyped(null)
    const answer = await change((core) => core.letters.write({ id: letter.id, title: typed }), {
      into: ['letters', 'find', letter.id],
      success: '已改名',
      undo: true,
    })
    if (answer.ok) setTyped(null)
  }
  if (typed === null)
    return (
      <>
        <h1>{letter.title}</h1>
        {!locked && (
          <Button
            type="text"
            size="small"
            icon={<EditOutlined />}
            aria-label="修改文书名称"
            title="修改文书名称（F2）"
            onClick={() => setTyped(letter.title)}
          />
        )}
      </>
    )
  return (
    <Input
      ref={box}
      aria-label="文书名称"
      value={typed}
      maxLength={200}
      style={{ width: 320 }}
      onChange={({ target }) => setTyped(target.value)}
      onBlur={() => void save()}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !isTypingChinese(event.nativeEvent)) void save()
        if (event.key === 'Escape') setTyped(null)
      }}
    />
  )
}

import { Input } from 'antd'
import { useState } from 'react'
import type { Letter } from '#shared/letters.ts'
import { SaveState } from '../../components/save-state.tsx'
import { useAutosave } from '../../components/use-autosave.ts'
import { useChange } from '../../state/change.tsx'

/** A field whose line is left out when it is empty is not needed. */
const isNeeded = ({ problems }: Letter, name: string) =>
  problems.some(({ line, sentence }) => line === 0 && sentence.includes(`「${name}」`))

/** 本文书填写: the fields that are typed for this letter alone; nothing when it names none. */
export function TypedFields({ letter, locked }: { readonly letter: Letter; readonly locked: boolean }) {
  const change = useChange()
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({})
  const autosave = useAutosave(async (values: Record<string, string>) => {
    const answer = await change((core) => core.letters.write({ id: letter.id, typed: values }), {
      into: ['letters', 'find', letter.id],
    })
    return answer.ok
  })
  const fields = letter.fields.filter((field) => field.typed)
  if (fields.length === 0) return null
  const now = { ...letter.typed, ...typed }
  return (
    <section className="letter-facts" aria-label="本文书填写">
      <div className="row" style={{ justifyContent: 'space-between' }}>
        <strong>本文书填写</strong>
        <SaveState state={autosave.phase === 'waiting' ? 'saving' : autosave.phase} savedAt={autosave.savedAt} />
      </div>
      <div className="letter-typed">
        {fields.map(({ name, value }) => (
          <div key={name} className="letter-typed-field">
            <span aria-hidden>{name}</span>
            <Input
              aria-label={name}
              maxLength={500}
              disabled={locked}
              value={now[name] ?? ''}
              placeholder={value ?? (isNeeded(letter, name) ? '还没有填写' : '可以不填')}
              status={isNeeded(letter, name) ? 'warning' : ''}
              onChange={({ target }) => {
                const next = { ...now, [name]: target.value }
                setTyped(next)
                autosave.change(next)
              }}
              onBlur={() => void autosave.flush()}
            />
          </div>
        ))}
      </div>
    </section>
  )
}

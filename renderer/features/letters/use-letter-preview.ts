import { useEffect, useState } from 'react'
import type { Letter } from '#shared/letters.ts'
import type { AppError } from '#shared/result.ts'
import { client } from '../../state/core.ts'

/** The letter as it would be bound, anew with each stored change; keeps the last good pages. */
export function useLetterPreview(letter: Letter) {
  const [state, setState] = useState<{ readonly file: string | null; readonly error: AppError | null }>({
    file: null,
    error: null,
  })
  useEffect(() => {
    let wanted = true
    void client.letters.preview({ id: letter.id }).then((answer) => {
      if (!wanted) return
      if (answer.ok) setState({ file: answer.value.file, error: null })
      else setState((now) => ({ ...now, error: answer.error }))
    })
    return () => {
      wanted = false
    }
  }, [letter])
  return state
}

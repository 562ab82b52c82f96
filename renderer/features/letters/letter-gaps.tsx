import { ExclamationCircleOutlined } from '@ant-design/icons'
import type { Letter } from '#shared/letters.ts'
import { letterGaps } from './letter-state.tsx'

/** What must be put right in a letter and where; nothing when all is well. */
export function LetterGaps({ letter }: { readonly letter: Letter }) {
  const gaps = letterGaps(letter)
  if (gaps.length === 0) return null
  return (
    <ul className="letter-gaps" aria-label="要补正的内容">
      {gaps.map((sentence, index) => (
        <li key={index}>
          <ExclamationCircleOutlined aria-hidden /> {sentence}
        </li>
      ))}
    </ul>
  )
}

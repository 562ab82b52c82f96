import type { Letter } from '#shared/letters.ts'
import { StatusTag } from '../../components/status-tag.tsx'

/** What must be put right in a letter before it can be sent, each a sentence; empty once the stamped scan stands for it. */
export const letterGaps = ({ problems, differences, stamped }: Letter): string[] =>
  stamped
    ? []
    : [
        // Line 0 is a fact that is missing as a whole, not a place in the text.
        ...problems.map(({ line, sentence }) => (line > 0 ? `第 ${line} 行：${sentence}` : sentence)),
        ...differences,
      ]

/** Where a letter stands: what is to be put right, and its stamp. */
export function LetterState({ letter }: { readonly letter: Letter }) {
  const gaps = letterGaps(letter).length
  const { needsStamp, stamped } = letter
  return (
    <span className="row" style={{ gap: 6 }}>
      {gaps > 0 ? (
        <StatusTag tone="danger">{gaps} 处要补正</StatusTag>
      ) : (
        !stamped && <StatusTag tone="good">内容完整</StatusTag>
      )}
      {stamped ? (
        <StatusTag tone={stamped.differences.length > 0 ? 'warning' : 'good'}>已导入盖章件</StatusTag>
      ) : (
        needsStamp && <StatusTag tone="warning">待盖章</StatusTag>
      )}
    </span>
  )
}

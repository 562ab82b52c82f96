import type { Letter } from '#shared/letters.ts'
import { StatusTag } from '../../components/status-tag.tsx'

/** Fields a letter names that have no value yet. */
export const missingFields = ({ fields }: Letter) => fields.filter(({ value }) => value === null)

/** Where a letter stands: what is missing or wrong, and its stamp. */
export function LetterState({ letter }: { readonly letter: Letter }) {
  const missing = missingFields(letter).length
  const { problems, differences, needsStamp, stamped } = letter
  return (
    <span className="row" style={{ gap: 6 }}>
      {missing > 0 && <StatusTag tone="danger">{missing} 个字段未填</StatusTag>}
      {problems.length > 0 && <StatusTag tone="warning">{problems.length} 处要修改</StatusTag>}
      {differences.length > 0 && <StatusTag tone="danger">与登记信息不一致</StatusTag>}
      {missing + problems.length + differences.length === 0 && <StatusTag tone="good">内容完整</StatusTag>}
      {stamped ? (
        <StatusTag tone={stamped.differences.length > 0 ? 'warning' : 'good'}>已导入盖章件</StatusTag>
      ) : (
        needsStamp && <StatusTag tone="warning">待盖章</StatusTag>
      )}
    </span>
  )
}

import { Alert } from 'antd'
import type { Letter } from '#shared/letters.ts'
import { missingFields } from './letter-state.tsx'
import { StampedFacts } from './stamped-facts.tsx'

/** What a letter lacks or says otherwise than registered; nothing when all is well. */
export function LetterFacts({ letter, locked }: { readonly letter: Letter; readonly locked: boolean }) {
  const missing = missingFields(letter)
  const { problems, differences, stamped } = letter
  if (missing.length + problems.length + differences.length === 0 && !stamped) return null
  return (
    <section className="letter-facts stack" aria-label="需要处理的内容">
      {missing.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={`${missing.length} 个字段还没有填写`}
          description={
            <ul>
              {missing.map(({ name, where }) => (
                <li key={name}>
                  「{name}」：{where}
                </li>
              ))}
            </ul>
          }
        />
      )}
      {differences.length > 0 && (
        <Alert
          type="error"
          showIcon
          title="与登记的公司信息不一致"
          description={
            <ul>
              {differences.map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
          }
        />
      )}
      {problems.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title="文字里有要修改的地方"
          description={
            <ul>
              {problems.map(({ line, sentence }, index) => (
                <li key={index}>
                  第 {line} 行：{sentence}
                </li>
              ))}
            </ul>
          }
        />
      )}
      <StampedFacts letter={letter} locked={locked} />
    </section>
  )
}

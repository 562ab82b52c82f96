import { EditOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import type { Source } from '#shared/facts.ts'
import { FactView } from '../../components/fact-view.tsx'
import { type Field, fieldNames, sayFact } from './fact-words.tsx'
import './catalogue.css'

/** The facts of one part: those known with their origin, then by name those that are 未知; each can be corrected. */
export function FactTable({
  fields,
  sources,
  today,
  correct,
  about,
}: {
  readonly fields: readonly Field[]
  readonly sources: readonly Source[]
  readonly today: string
  readonly correct: (field: Field) => void
  /** What the facts belong to, for the names of the buttons. */
  readonly about: string
}) {
  const known = fields.filter(({ fact }) => fact.value !== null || fact.note !== undefined)
  const unknown = fields.filter((field) => !known.includes(field))
  return (
    <>
      <dl className="fact-table">
        {known.map((field) => (
          <div key={field.path.join('.')} className="fact-row">
            <dt>{fieldNames[field.key]}</dt>
            <dd>
              <FactView fact={field.fact} sources={sources} today={today}>
                {(value) => sayFact(field.key, value)}
              </FactView>
              <Button
                type="text"
                size="small"
                icon={<EditOutlined />}
                aria-label={`更正${about}的${fieldNames[field.key]}`}
                title="更正"
                onClick={() => correct(field)}
              />
            </dd>
          </div>
        ))}
      </dl>
      {unknown.length > 0 && (
        <div className="row" style={{ gap: 4, marginTop: 8 }}>
          <span className="quiet">未知：</span>
          {unknown.map((field) => (
            <Button
              key={field.path.join('.')}
              size="small"
              type="dashed"
              aria-label={`补充${about}的${fieldNames[field.key]}`}
              onClick={() => correct(field)}
            >
              {fieldNames[field.key]}
            </Button>
          ))}
          <span className="quiet">（点击可补充，须写明来源）</span>
        </div>
      )}
    </>
  )
}

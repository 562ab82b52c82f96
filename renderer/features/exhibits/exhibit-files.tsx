import { Alert, Button } from 'antd'
import type { Exhibit, ExhibitFile } from '#shared/exhibits.ts'
import { KeyValue } from '../../components/key-value.tsx'
import { useChange } from '../../state/change.tsx'
import { sizeWords } from '../../text/dates.ts'

const howWords = {
  'as-is': '原样装入',
  flattened: '表单和签章已固定为画面后装入',
  repaired: '修复后装入',
  rasterised: '逐页转成图片后装入',
  image: '图片排成页面装入',
  typeset: '文字排版成页面装入',
} as const

/** What was learnt of one file of an exhibit, and the way to its untouched original. */
export function ExhibitFileFacts({ exhibit, file }: { readonly exhibit: Exhibit; readonly file: ExhibitFile }) {
  const change = useChange()
  const { inspection } = file
  const save = () =>
    void change((core) => core.exhibits.saveOriginal({ id: exhibit.id, sha256: file.sha256 }), {
      success: ({ path }) => `已另存到 ${path}`,
    })
  return (
    <div className="stack">
      {inspection.refusal && (
        <Alert type="error" showIcon title="这个文件不能装入卷宗" description={inspection.refusal} />
      )}
      <KeyValue
        rows={[
          ['文件名', file.name],
          ['大小', sizeWords(file.size)],
          ['装入方式', inspection.pdfForm ? howWords[inspection.pdfForm.how] : '不能装入'],
          [
            'SHA-256',
            <code key="hash" style={{ overflowWrap: 'anywhere' }}>
              {file.sha256}
            </code>,
          ],
        ]}
      />
      {inspection.findings.length > 0 && (
        <section aria-label="检查发现">
          <strong>检查发现</strong>
          <ul style={{ margin: '4px 0 0', paddingLeft: 18 }}>
            {inspection.findings.map(({ code, sentence }) => (
              <li key={`${code}${sentence}`}>{sentence}</li>
            ))}
          </ul>
        </section>
      )}
      <div>
        <Button onClick={save}>另存原件…</Button>
      </div>
    </div>
  )
}

import './packages.css'
import { Alert, Button, Modal } from 'antd'
import { useState } from 'react'
import type { Build, Dossier } from '#shared/dossiers.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { PdfViewer } from '../../components/pdf-viewer.tsx'
import { useChange, useJob } from '../../state/change.tsx'
import { fileUrl } from '../../state/files.ts'
import { dateTime, sizeWords } from '../../text/dates.ts'
import { CheckReportView } from './check-report-view.tsx'
import { PackageFiles } from './package-files.tsx'
import { PackageTexts } from './package-texts.tsx'
import { SavedPlace } from './saved-place.tsx'

const kindWords = {
  web: '网页申诉：在表单里按栏上传文件、粘贴文字',
  app: 'App 内申诉：把编号图片传到手机，扫码取得文字',
  'mini-program': '小程序申诉：把编号图片传到手机，扫码取得文字',
  email: '邮件申诉：打开邮件草稿，核对后从您的邮箱发出',
  phone: '电话申诉：照着通话稿说，并记下受理号',
  post: '邮寄申诉：打印装订后寄出',
  other: '提交材料',
} as const

function Bundle({
  build,
  onSaved,
}: {
  readonly build: Build
  readonly onSaved: (words: string, path: string) => void
}) {
  const change = useChange()
  const [open, setOpen] = useState(false)
  const { bundle } = build
  const save = async () => {
    const answer = await change((core) => core.files.saveCopy({ sha256: bundle.sha256, name: bundle.name }))
    if (answer.ok) onSaved('卷宗 PDF 已另存', answer.value.path)
  }
  return (
    <section aria-label="卷宗 PDF" className="package-text">
      <div className="row">
        <strong style={{ overflowWrap: 'anywhere' }}>{bundle.name}</strong>
        <span className="quiet">
          {bundle.pages} 页，{sizeWords(bundle.size)}，{dateTime(build.builtAt)} 由 {build.person} 生成
        </span>
      </div>
      <div className="quiet" style={{ overflowWrap: 'anywhere' }}>
        SHA-256 {bundle.sha256}
      </div>
      <div className="row" style={{ margin: '8px 0' }}>
        <Button onClick={() => setOpen(true)}>打开卷宗 PDF</Button>
        <Button onClick={() => void save()}>另存卷宗 PDF…</Button>
      </div>
      <CheckReportView report={build.report} />
      {open && (
        <Modal
          open
          width="min(1100px, 94vw)"
          style={{ top: 24 }}
          title={bundle.name}
          footer={null}
          onCancel={() => setOpen(false)}
        >
          <div style={{ height: '78vh' }}>
            <PdfViewer url={fileUrl(bundle.sha256, 'pdf')} label="卷宗 PDF" />
          </div>
        </Modal>
      )}
    </section>
  )
}

function Handing({
  build,
  onSaved,
}: {
  readonly build: Build
  readonly onSaved: (words: string, path: string) => void
}) {
  const job = useJob()
  const save = async () => {
    const answer = await job('保存提交包', (core, id) => core.packages.save({ buildId: build.id, job: id }))
    if (answer.ok) onSaved(`提交包已保存，共 ${answer.value.files} 个文件`, answer.value.path)
  }
  const copy = async () => {
    const answer = await job('复制到U盘', (core, id) => core.packages.copyToDrive({ buildId: build.id, job: id }))
    if (!answer.ok) return
    const { files, bytes, path } = answer.value
    onSaved(`已复制到U盘并逐个读回核对一致：${files} 个文件，${sizeWords(bytes)}`, path)
  }
  return (
    <div className="row">
      <Button type="primary" onClick={() => void save()}>
        保存提交包…
      </Button>
      <Button onClick={() => void copy()}>复制到U盘…</Button>
    </div>
  )
}

/** 提交包 of a dossier: the bundle, the check, and what the channel takes. */
export function PackagePanel({ dossier, onBuild }: { readonly dossier: Dossier; readonly onBuild: () => void }) {
  const [saved, setSaved] = useState<{ readonly words: string; readonly path: string } | null>(null)
  const { build } = dossier
  const gaps = dossier.gate.rows.filter(({ blocks }) => blocks).length
  if (!build)
    return (
      <EmptyState
        sentence={
          gaps > 0
            ? `预检还有 ${gaps} 项要处理，处理好以后就可以生成提交包。`
            : '预检已通过。生成后会得到卷宗 PDF、渠道要的文件和要粘贴的文字，并逐项自检。'
        }
        action={
          <Button type="primary" onClick={onBuild}>
            生成提交包
          </Button>
        }
      />
    )
  const onSaved = (words: string, path: string) => setSaved({ words, path })
  const { kind, steps, warnings, texts, files } = build.package
  return (
    <div className="package">
      {!build.current && (
        <Alert
          type="warning"
          showIcon
          title="卷宗在生成之后又改过，这份提交包不是最新的"
          action={<Button onClick={onBuild}>重新生成</Button>}
        />
      )}
      <div className="row">
        <strong>{kindWords[kind]}</strong>
      </div>
      <Handing build={build} onSaved={onSaved} />
      {saved && <SavedPlace {...saved} onClose={() => setSaved(null)} />}
      {warnings.map((warning) => (
        <Alert key={warning} type="warning" showIcon title={warning} />
      ))}
      <Bundle build={build} onSaved={onSaved} />
      {steps.length > 0 && (
        <section aria-label="渠道步骤">
          <h2>渠道的步骤</h2>
          <ol>
            {steps.map((step, index) => (
              <li key={index}>{step}</li>
            ))}
          </ol>
        </section>
      )}
      <PackageFiles files={files} />
      <PackageTexts kind={kind} texts={texts} />
    </div>
  )
}

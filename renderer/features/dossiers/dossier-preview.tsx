import { Alert, Button, Progress } from 'antd'
import type { ReactNode } from 'react'
import type { AppError } from '#shared/result.ts'
import { ErrorText } from '../../components/error-text.tsx'
import { PdfViewer } from '../../components/pdf-viewer.tsx'
import { StatusTag } from '../../components/status-tag.tsx'
import type { JobStep } from '../../state/follow-job.ts'
import { fileUrl } from '../../state/files.ts'
import { describeError } from '../../text/error-sentences.ts'
import type { DossierPreview } from './use-dossier-preview.ts'

function Step({ step, onStop }: { readonly step: JobStep; readonly onStop: () => void }) {
  const percent = step.total > 0 ? Math.round((step.done / step.total) * 100) : 0
  return (
    <span className="row" style={{ gap: 6, flexWrap: 'nowrap', minWidth: 0 }}>
      <Progress type="circle" percent={percent} size={18} aria-label="预览进度" />
      <span className="dossier-step" title={step.what}>
        {step.what}
      </span>
      <Button size="small" onClick={onStop} aria-label="取消更新预览">
        取消
      </Button>
    </span>
  )
}

/** The very pages that would be sent, beside the work; a problem is told above the last good pages. */
export function DossierPreviewPane(props: {
  readonly preview: DossierPreview | null
  readonly error: AppError | null
  readonly step: JobStep | null
  readonly current: boolean
  readonly target: { readonly page: number } | null
  readonly onStop: () => void
  readonly onAgain: () => void
  readonly extra?: ReactNode
}) {
  const { preview, error, step } = props
  const failed = preview?.report.checks.filter(({ ok }) => !ok) ?? []
  return (
    <div className="dossier-preview">
      {error && (
        <Alert
          type="error"
          showIcon
          title={
            <>
              <strong>预览没有更新：{describeError(error).title}</strong>
              <ErrorText error={error} />
            </>
          }
          action={
            <Button size="small" onClick={props.onAgain}>
              重试
            </Button>
          }
        />
      )}
      {failed.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title="预览的自检有未通过的项"
          description={failed.map(({ code, promise, found }) => (
            <div key={code}>
              {promise}：{found}
            </div>
          ))}
        />
      )}
      <div className="dossier-preview-pages">
        <PdfViewer
          url={preview ? fileUrl(preview.file, 'pdf') : null}
          label="卷宗预览"
          target={props.target}
          empty={step ? `正在生成预览：${step.what}` : '加入文书或证据后，这里显示将要提交的页面。'}
          extra={
            <>
              {step ? (
                <Step step={step} onStop={props.onStop} />
              ) : (
                preview &&
                failed.length === 0 &&
                (props.current ? (
                  <StatusTag tone="good">自检通过</StatusTag>
                ) : (
                  <Button size="small" onClick={props.onAgain}>
                    更新预览
                  </Button>
                ))
              )}
              {props.extra}
            </>
          }
        />
      </div>
    </div>
  )
}

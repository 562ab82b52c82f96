import { useNavigate } from '@tanstack/react-router'
import { App, Button } from 'antd'
import { useState } from 'react'
import type { Dossier } from '#shared/dossiers.ts'
import { SubmitDialog } from './submit-dialog.tsx'

/** 标记已提交 once a current package is there; afterwards the way to the submission. */
export function SubmitButton({ dossier }: { readonly dossier: Dossier }) {
  const navigate = useNavigate()
  const { message } = App.useApp()
  const [open, setOpen] = useState(false)
  const { build, submissionId } = dossier
  if (submissionId)
    return (
      <Button type="primary" onClick={() => void navigate({ to: '/submissions/$id', params: { id: submissionId } })}>
        查看提交记录
      </Button>
    )
  if (!build) return null
  return (
    <>
      <Button
        type={build.current ? 'primary' : 'default'}
        disabled={!build.current}
        title={build.current ? '' : '卷宗改过，请先重新生成提交包'}
        onClick={() => setOpen(true)}
      >
        标记已提交
      </Button>
      {open && (
        <SubmitDialog
          dossier={dossier}
          build={build}
          onClose={() => setOpen(false)}
          onRecorded={({ id }) => {
            setOpen(false)
            void message.success('已登记提交，文件已固定为只读')
            void navigate({ to: '/submissions/$id', params: { id } })
          }}
        />
      )}
    </>
  )
}

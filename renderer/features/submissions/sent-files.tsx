import { Alert, Button, Table } from 'antd'
import { useState } from 'react'
import type { Submission } from '#shared/submissions.ts'
import { StatusTag } from '../../components/status-tag.tsx'
import { useChange } from '../../state/change.tsx'
import { sizeWords } from '../../text/dates.ts'

const roleNames = {
  bundle: '卷宗 PDF',
  package: '提交文件',
  text: '粘贴文字',
  manifest: '清单',
  receipt: '回执',
} as const

interface Verified {
  readonly intact: boolean
  readonly files: readonly { readonly name: string; readonly ok: boolean }[]
}

/** The frozen files of a submission: hash, 另存 and 核对. */
export function SentFiles({ submission }: { readonly submission: Submission }) {
  const change = useChange()
  const [verified, setVerified] = useState<Verified | null>(null)
  const [working, setWorking] = useState(false)
  const verify = async () => {
    setWorking(true)
    const answer = await change((core) => core.submissions.verify({ id: submission.id }))
    setWorking(false)
    if (answer.ok) setVerified(answer.value)
  }
  const saveCopy = async (file: { readonly sha256: string; readonly name: string }) => {
    const name = file.name.split('/').at(-1) ?? file.name
    const saved = await change((core) => core.files.saveCopy({ sha256: file.sha256, name }), {
      success: ({ path }) => `已保存到 ${path}`,
    })
    if (saved.ok) void change((core) => core.files.reveal({ path: saved.value.path }))
  }
  const okOf = (name: string) => verified?.files.find((file) => file.name === name)?.ok
  return (
    <section className="surface stack" aria-label="已提交的文件">
      <div className="row">
        <strong>已提交的文件（{submission.files.length} 个，已冻结）</strong>
        <Button size="small" loading={working} onClick={() => void verify()}>
          核对文件
        </Button>
      </div>
      {verified && (
        <Alert
          type={verified.intact ? 'success' : 'error'}
          showIcon
          title={verified.intact ? '全部文件与提交时完全一致' : '有文件与提交时不一致，请从备份恢复'}
        />
      )}
      <Table
        aria-label="已提交的文件"
        size="small"
        rowKey={({ sha256, name }) => sha256 + name}
        dataSource={submission.files}
        pagination={false}
        scroll={{ x: 'max-content' }}
        columns={[
          { title: '文件', dataIndex: 'name' },
          { title: '用途', render: (_, { role }) => roleNames[role] },
          { title: '大小', render: (_, { size }) => sizeWords(size) },
          {
            title: 'SHA-256',
            dataIndex: 'sha256',
            render: (sha256: string) => <code title={sha256}>{sha256.slice(0, 16)}…</code>,
          },
          {
            title: '核对',
            render: (_, { name }) => {
              const ok = okOf(name)
              if (ok === undefined) return <span className="quiet">未核对</span>
              return <StatusTag tone={ok ? 'good' : 'danger'}>{ok ? '一致' : '不一致'}</StatusTag>
            },
          },
          {
            title: '操作',
            render: (_, file) => (
              <span className="row">
                <Button size="small" aria-label={`另存 ${file.name}`} onClick={() => void saveCopy(file)}>
                  另存
                </Button>
                <Button
                  size="small"
                  aria-label={`复制哈希 ${file.name}`}
                  onClick={() => void navigator.clipboard.writeText(file.sha256)}
                >
                  复制哈希
                </Button>
              </span>
            ),
          },
        ]}
      />
    </section>
  )
}

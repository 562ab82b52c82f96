import { Alert, App, Button } from 'antd'
import type { Status } from '#shared/app.ts'
import type { Backup } from '#shared/backups.ts'
import { ConfirmAction } from '../../components/confirm-action.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { RecordTable } from '../../components/record-table.tsx'
import { StatusTag } from '../../components/status-tag.tsx'
import { useChange, useJob } from '../../state/change.tsx'
import { useRead } from '../../state/core.ts'
import { dateTime, sizeWords } from '../../text/dates.ts'

const whyNames: Readonly<Record<Backup['why'], string>> = {
  demand: '手动',
  quit: '退出时',
  migration: '升级前',
  restore: '恢复前',
}

function useBackups() {
  const change = useChange()
  const runJob = useJob()
  const { modal } = App.useApp()
  return {
    chooseFolder: () =>
      change((core) => core.backups.chooseFolder({}), { success: ({ folder }) => `备份将保存到 ${folder}` }),
    create: () =>
      runJob('备份', (core, job) => core.backups.create({ job }), {
        success: ({ name, files }) => `备份完成并已检查：${name}（${files} 个文件）`,
      }),
    verify: (backup: Backup) =>
      change((core) => core.backups.verify({ path: backup.path }), {
        success: ({ checked }) => (checked ? `${backup.name} 完好，可以恢复` : `${backup.name} 没有通过检查`),
      }),
    restore: async (backup: Backup) => {
      const answer = await runJob('恢复备份', (core, job) => core.backups.restore({ path: backup.path, job }))
      if (answer.ok) void modal.info({ title: '备份已恢复', content: '请关闭并重新打开程序。', okText: '知道了' })
      return answer
    },
  }
}

function RestoreButton({
  backup,
  restore,
}: {
  readonly backup: Backup
  readonly restore: (backup: Backup) => Promise<unknown>
}) {
  return (
    <ConfirmAction
      size="small"
      danger
      title={`用 ${dateTime(backup.madeAt)} 的备份替换现有数据？`}
      what="现有数据会先自动备份一份，再被替换；之后程序需要重新启动。备份之后新增的内容将不再显示，但仍在自动备份里。"
      verb="恢复备份"
      aria-label={`恢复 ${backup.name}`}
      act={() => restore(backup)}
    >
      恢复
    </ConfirmAction>
  )
}

/** 备份: where they go, making one, checking it, putting it back. */
export function BackupsPanel({ status }: { readonly status: Status }) {
  const folder = status.settings.backupFolder
  const read = useRead(['backups', 'list', folder], (core) => core.backups.list({}))
  const { chooseFolder, create, verify, restore } = useBackups()
  return (
    <div className="stack">
      {!folder && (
        <Alert
          type="warning"
          showIcon
          title="还没有选择备份文件夹"
          description="请选一个不在同一块磁盘上的位置，如移动硬盘或单位的网络盘；退出程序时也会自动备份到那里。"
        />
      )}
      <div className="row">
        {folder ? (
          <>
            <Button type="primary" onClick={() => void create()}>
              立即备份
            </Button>
            <Button onClick={() => void chooseFolder()}>更换备份文件夹</Button>
            <span>备份到：{folder}</span>
          </>
        ) : (
          <Button type="primary" onClick={() => void chooseFolder()}>
            选择备份文件夹
          </Button>
        )}
      </div>
      {folder && (
        <Loaded read={read}>
          {(backups) => (
            <RecordTable
              label="备份"
              rows={backups}
              keyOf={({ path }) => path}
              nameOf={({ name }) => name}
              empty={<EmptyState sentence="还没有备份。点「立即备份」做一份，做好后会自动打开检查。" />}
              columns={[
                { title: '时间', render: (_, { madeAt }) => dateTime(madeAt) },
                { title: '缘由', render: (_, { why }) => whyNames[why] },
                { title: '文件数', dataIndex: 'files' },
                { title: '大小', render: (_, { bytes }) => sizeWords(bytes) },
                {
                  title: '检查',
                  render: (_, { checked }) => (
                    <StatusTag tone={checked ? 'good' : 'warning'}>{checked ? '已检查' : '未检查'}</StatusTag>
                  ),
                },
                { title: '名称', dataIndex: 'name' },
                {
                  title: '操作',
                  render: (_, backup) => (
                    <span className="row">
                      <Button size="small" aria-label={`检查 ${backup.name}`} onClick={() => void verify(backup)}>
                        检查
                      </Button>
                      <RestoreButton backup={backup} restore={restore} />
                    </span>
                  ),
                },
              ]}
            />
          )}
        </Loaded>
      )}
    </div>
  )
}

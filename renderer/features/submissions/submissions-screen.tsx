import { useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import type { Submission } from '#shared/submissions.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { PageHead } from '../../components/page-head.tsx'
import { RecordTable } from '../../components/record-table.tsx'
import { useRead } from '../../state/core.ts'
import { useCompany, useToday } from '../../state/status.ts'
import { dateTime } from '../../text/dates.ts'
import { DueWords } from './due-words.tsx'

const answerOf = (submission: Submission) => submission.deadlines.find(({ kind }) => kind === 'answer')

/** 提交记录: what was sent, through which channel, and when the answer is due. */
export function SubmissionsScreen() {
  const company = useCompany()
  const today = useToday()
  const navigate = useNavigate()
  const read = useRead(['submissions', 'list', company.id], (core) => core.submissions.list({ companyId: company.id }))
  const open = ({ id }: Submission) => void navigate({ to: '/submissions/$id', params: { id } })
  return (
    <>
      <PageHead title="提交记录" />
      <Loaded read={read}>
        {(rows) => (
          <div className="surface" style={{ padding: 0 }}>
            <RecordTable
              label="提交记录"
              rows={rows}
              keyOf={({ id }) => id}
              nameOf={({ title }) => title}
              open={open}
              empty={
                <EmptyState
                  sentence="提交后在卷宗里点「标记已提交」，当时的文件就冻结在这里，并算出预计答复日。"
                  action={
                    <Button type="primary" onClick={() => void navigate({ to: '/dossiers' })}>
                      查看申诉卷宗
                    </Button>
                  }
                />
              }
              columns={[
                { title: '提交时间', render: (_, { submittedAt }) => dateTime(submittedAt) },
                { title: '平台', dataIndex: 'platformName' },
                { title: '渠道', render: (_, { channelName }) => <div className="cell-wrap">{channelName}</div> },
                {
                  title: '号码',
                  render: (_, { numbers }) =>
                    numbers.length > 2 ? `${numbers[0]} 等 ${numbers.length} 个` : numbers.join('、'),
                },
                { title: '受理号', render: (_, { reference }) => reference || <span className="quiet">尚无</span> },
                {
                  title: '预计答复日',
                  render: (_, row) => {
                    const deadline = answerOf(row)
                    return deadline ? (
                      <DueWords deadline={deadline} today={today} />
                    ) : (
                      <span className="quiet">未知</span>
                    )
                  },
                },
                { title: '提交人', dataIndex: 'person' },
                {
                  title: '操作',
                  fixed: 'right',
                  render: (_, row) => (
                    <Button size="small" aria-label={`查看 ${row.title}`} onClick={() => open(row)}>
                      查看
                    </Button>
                  ),
                },
              ]}
            />
          </div>
        )}
      </Loaded>
    </>
  )
}

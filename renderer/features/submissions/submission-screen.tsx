import { Link, useParams } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { useState } from 'react'
import type { Submission } from '#shared/submissions.ts'
import { isTypingChinese } from '../../components/ime.ts'
import { KeyValue } from '../../components/key-value.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { PageHead } from '../../components/page-head.tsx'
import { useChange } from '../../state/change.tsx'
import { useRead } from '../../state/core.ts'
import { useToday } from '../../state/status.ts'
import { dateTime } from '../../text/dates.ts'
import { DeadlineCard } from './deadline-card.tsx'
import { SentFiles } from './sent-files.tsx'

function Reference({ submission }: { readonly submission: Submission }) {
  const change = useChange()
  const [text, setText] = useState('')
  const save = async () => {
    if (text.trim() === '') return
    const answer = await change((core) => core.submissions.addReference({ id: submission.id, reference: text }), {
      success: '受理号已登记',
    })
    if (answer.ok) setText('')
  }
  return (
    <div className="row">
      {submission.reference !== '' && <strong>{submission.reference}</strong>}
      <Input
        aria-label="受理号"
        placeholder={submission.reference === '' ? '平台给出后填写' : '更正受理号（原号留在操作记录）'}
        value={text}
        maxLength={100}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !isTypingChinese(event.nativeEvent)) void save()
        }}
        style={{ width: 260 }}
      />
      <Button onClick={() => void save()} disabled={text.trim() === ''}>
        登记受理号
      </Button>
    </div>
  )
}

/** One submission: what was sent, by whom, and when the answer is due and why. */
export function SubmissionScreen() {
  const { id } = useParams({ from: '/submissions/$id' })
  const today = useToday()
  const read = useRead(['submissions', 'find', id], (core) => core.submissions.find({ id }))
  return (
    <Loaded read={read}>
      {(submission) => (
        <div className="stack">
          <PageHead title={submission.title}>
            <Link to="/submissions">返回提交记录</Link>
          </PageHead>
          <section className="surface" aria-label="提交情况">
            <KeyValue
              rows={[
                ['平台', submission.platformName],
                ['渠道', submission.channelName],
                ...(submission.channelName.includes(submission.channelAddress)
                  ? []
                  : [['渠道地址', submission.channelAddress] as const]),
                ['号码', submission.numbers.join('、')],
                ['提交时间', dateTime(submission.submittedAt)],
                ['提交人', submission.person],
                ['受理号', <Reference key="reference" submission={submission} />],
                ['备注', submission.note],
                [
                  '卷宗',
                  <Link key="dossier" to="/dossiers/$id" params={{ id: submission.dossierId }}>
                    打开卷宗
                  </Link>,
                ],
              ]}
            />
          </section>
          {submission.deadlines.map((deadline) => (
            <DeadlineCard key={deadline.kind} deadline={deadline} today={today} />
          ))}
          <SentFiles submission={submission} />
        </div>
      )}
    </Loaded>
  )
}

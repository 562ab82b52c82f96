import { EditOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { Button, Input, type InputRef } from 'antd'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { Dossier } from '#shared/dossiers.ts'
import { DateField } from '../../components/date-field.tsx'
import { isTypingChinese } from '../../components/ime.ts'
import { StatusTag } from '../../components/status-tag.tsx'
import { useChange } from '../../state/change.tsx'
import { AppealsDialog } from './appeals-dialog.tsx'

function Title({ dossier, locked }: { readonly dossier: Dossier; readonly locked: boolean }) {
  const change = useChange()
  const [typed, setTyped] = useState<string | null>(null)
  const box = useRef<InputRef>(null)
  useEffect(() => {
    const rename = (event: KeyboardEvent) => {
      if (event.key !== 'F2' || locked) return
      event.preventDefault()
      setTyped((now) => now ?? dossier.title)
    }
    window.addEventListener('keydown', rename)
    return () => window.removeEventListener('keydown', rename)
  }, [dossier.title, locked])
  const editing = typed !== null
  useEffect(() => {
    if (editing) box.current?.focus({ cursor: 'all' })
  }, [editing])
  const save = async () => {
    if (typed === null) return
    if (typed.trim() === dossier.title || typed.trim() === '') return setTyped(null)
    const answer = await change((core) => core.dossiers.describe({ id: dossier.id, title: typed }), {
      into: ['dossiers', 'find', dossier.id],
      success: '已改名',
      undo: true,
    })
    if (answer.ok) setTyped(null)
  }
  if (typed === null)
    return (
      <>
        <h1>{dossier.title}</h1>
        {!locked && (
          <Button
            type="text"
            size="small"
            icon={<EditOutlined />}
            aria-label="修改卷宗名称"
            title="修改卷宗名称（F2）"
            onClick={() => setTyped(dossier.title)}
          />
        )}
      </>
    )
  return (
    <Input
      ref={box}
      aria-label="卷宗名称"
      value={typed}
      maxLength={200}
      style={{ width: 420, maxWidth: '60vw' }}
      onChange={({ target }) => setTyped(target.value)}
      onBlur={() => void save()}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !isTypingChinese(event.nativeEvent)) void save()
        if (event.key === 'Escape') setTyped(null)
      }}
    />
  )
}

const listed = 3

/** The dossier's name, channel, numbers and date, with the actions at the right. */
export function DossierHead({
  dossier,
  locked,
  children,
}: {
  readonly dossier: Dossier
  readonly locked: boolean
  readonly children: ReactNode
}) {
  const change = useChange()
  const [choosing, setChoosing] = useState(false)
  const { numbers } = dossier
  const shown = numbers.slice(0, listed).join('、')
  return (
    <header>
      <div className="page-head" style={{ marginBottom: 4 }}>
        <Link to="/dossiers">申诉卷宗</Link>
        <span aria-hidden>/</span>
        <Title dossier={dossier} locked={locked} />
        <StatusTag tone={dossier.state === 'submitted' ? 'good' : 'active'}>
          {dossier.state === 'submitted' ? '已提交' : '准备中'}
        </StatusTag>
        <div className="page-more">{children}</div>
      </div>
      <div className="row dossier-facts">
        <span className="dossier-way" title={`${dossier.platformName} · ${dossier.channelName}`}>
          {dossier.platformName} · {dossier.channelName}
        </span>
        <span title={numbers.join('、')}>
          号码：{shown}
          {numbers.length > listed && ` 等 ${numbers.length} 个`}
        </span>
        {!locked && (
          <Button size="small" onClick={() => setChoosing(true)}>
            选择号码
          </Button>
        )}
        <span className="row" style={{ gap: 4, flexWrap: 'nowrap' }}>
          落款日期
          <DateField
            label="落款日期"
            value={dossier.documentDate}
            disabled={locked}
            onChange={(documentDate) => {
              if (documentDate)
                void change((core) => core.dossiers.describe({ id: dossier.id, documentDate }), {
                  into: ['dossiers', 'find', dossier.id],
                })
            }}
          />
        </span>
      </div>
      {choosing && <AppealsDialog dossier={dossier} onClose={() => setChoosing(false)} />}
    </header>
  )
}

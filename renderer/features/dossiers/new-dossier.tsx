import { Link } from '@tanstack/react-router'
import { Modal, Radio, Select } from 'antd'
import { useState } from 'react'
import type { Appeal } from '#shared/appeals.ts'
import type { AppealId, CompanyId } from '#shared/ids.ts'
import type { Channel } from '#shared/platforms.ts'
import { nameChannel } from '#shared/rules/propose-channels.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { useChange } from '../../state/change.tsx'
import { useRead } from '../../state/core.ts'
import { AppealTable } from './appeal-table.tsx'

const isFree = ({ dossierId, state }: Appeal) => dossierId === null && ['sighted', 'preparing'].includes(state)

function ChannelChoice({
  platformId,
  value,
  onChoose,
}: {
  readonly platformId: string
  readonly value: string | null
  readonly onChoose: (id: string) => void
}) {
  const read = useRead(['catalogue', 'find', platformId], (core) => core.catalogue.find({ id: platformId }))
  const note = ({ free, materials, submitter }: Channel) =>
    [
      free.value === true ? '免费' : free.value === false ? '收费' : '费用未知',
      materials.value ? `列明 ${materials.value.length} 项材料` : '所需材料未知',
      `提交人：${submitter.value ?? '未知'}`,
    ].join(' · ')
  return (
    <Loaded read={read}>
      {({ platform }) => (
        <Radio.Group
          aria-label="申诉渠道"
          value={value}
          onChange={({ target }) => onChoose(String(target.value))}
          style={{ display: 'flex', flexDirection: 'column', gap: 8 }}
        >
          {platform.channels.map((channel) => (
            <Radio key={channel.id} value={channel.id}>
              {nameChannel(channel)}
              <div className="quiet" style={{ overflowWrap: 'anywhere' }}>
                {note(channel)}
              </div>
            </Radio>
          ))}
        </Radio.Group>
      )}
    </Loaded>
  )
}

/** Starts a dossier: one platform, its appeals, one channel. */
export function NewDossier({
  companyId,
  onClose,
  onOpened,
}: {
  readonly companyId: CompanyId
  readonly onClose: () => void
  readonly onOpened: (id: string) => void
}) {
  const change = useChange()
  const [platform, setPlatform] = useState<string | null>(null)
  const [chosen, setChosen] = useState<readonly string[] | null>(null)
  const [channel, setChannel] = useState<string | null>(null)
  const [working, setWorking] = useState(false)
  const read = useRead(['appeals', 'list', companyId], (core) => core.appeals.list({ companyId }))
  const free = (read.value ?? []).filter(isFree)
  const platforms = [...new Map(free.map(({ platformId, platformName }) => [platformId, platformName]))]
  const platformId = platform ?? platforms[0]?.[0] ?? null
  const appeals = free.filter((appeal) => appeal.platformId === platformId)
  const ids = chosen ?? appeals.map(({ id }) => id)
  const open = async () => {
    if (channel === null) return
    setWorking(true)
    const answer = await change(
      (core) => core.dossiers.open({ companyId, channelId: channel, appealIds: ids as AppealId[] }),
      { success: '卷宗已建立', undo: true },
    )
    setWorking(false)
    if (answer.ok) onOpened(answer.value.id)
  }
  return (
    <Modal
      open
      width={780}
      title="新建卷宗"
      okText="建立卷宗"
      cancelText="取消"
      okButtonProps={{ disabled: channel === null || ids.length === 0, loading: working }}
      onOk={() => void open()}
      onCancel={onClose}
    >
      <Loaded read={read}>
        {() =>
          platformId === null ? (
            <EmptyState
              sentence="还没有待处理的申诉。先在「标记记录」里记下看到的标记，并开始申诉。"
              action={<Link to="/sightings">去标记记录</Link>}
            />
          ) : (
            <div className="stack">
              <div className="row">
                <span>标记平台</span>
                <Select
                  aria-label="标记平台"
                  value={platformId}
                  onChange={(id) => {
                    setPlatform(id)
                    setChosen(null)
                    setChannel(null)
                  }}
                  options={platforms.map(([value, label]) => ({ value, label }))}
                  style={{ width: 300 }}
                />
              </div>
              <AppealTable appeals={appeals} chosen={ids} onChoose={setChosen} />
              <strong>申诉渠道</strong>
              <ChannelChoice key={platformId} platformId={platformId} value={channel} onChoose={setChannel} />
            </div>
          )
        }
      </Loaded>
    </Modal>
  )
}

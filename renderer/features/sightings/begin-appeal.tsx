import { useNavigate } from '@tanstack/react-router'
import { Alert, Modal, Radio, Select } from 'antd'
import { useState } from 'react'
import { type appealOperations, troubleNames } from '#shared/appeals.ts'
import type { PlatformView } from '#shared/catalogue.ts'
import type { AppealId } from '#shared/ids.ts'
import type { Channel } from '#shared/platforms.ts'
import { listChannels } from '#shared/rules/propose-channels.ts'
import type { Sighting } from '#shared/sightings.ts'
import type { z } from '#shared/zod.ts'
import { ConfidenceTag } from '../../components/confidence-tag.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { type Call, useChange } from '../../state/change.tsx'
import { useRead } from '../../state/core.ts'
import { useCompany } from '../../state/status.ts'
import { channelKindNames, clockWords, freeWords } from '../../text/channel-words.ts'
import { PlatformPicker } from './platform-picker.tsx'
import { Proposals } from './proposals.tsx'

type Trouble = z.output<typeof appealOperations.open.input>['trouble']
const troubles = Object.entries(troubleNames).map(([value, label]) => ({ value: value as Trouble, label }))

const inOrder = ({ platform }: PlatformView): Channel[] =>
  listChannels(platform).flatMap(({ id }) => platform.channels.find((channel) => channel.id === id) ?? [])

function Channels({
  view,
  value,
  choose,
}: {
  readonly view: PlatformView
  readonly value: string | null
  readonly choose: (channelId: string) => void
}) {
  if (view.platform.channels.length === 0)
    return (
      <Alert
        type="warning"
        showIcon
        title="这个平台没有已知的申诉渠道"
        description="请在「平台与渠道」里补充渠道后再申诉。"
      />
    )
  return (
    <Radio.Group
      aria-label="申诉渠道"
      value={value}
      onChange={(event) => choose(event.target.value as string)}
      style={{ display: 'flex', flexDirection: 'column', gap: 10 }}
      options={inOrder(view).map((channel) => ({
        value: channel.id,
        label: (
          <span className="stack" style={{ gap: 2 }}>
            <span className="row">
              <strong>{channelKindNames[channel.kind]}</strong>
              <ConfidenceTag confidence={channel.confidence} />
              <span className="quiet">
                {freeWords(channel)} · 答复{' '}
                {channel.clocks.answer.value ? clockWords(channel.clocks.answer.value) : '未知'}
              </span>
            </span>
            <span>{channel.address.value ?? '地址未知'}</span>
            {channel.submitter.value && <span className="quiet">由谁提交：{channel.submitter.value}</span>}
          </span>
        ),
      }))}
    />
  )
}

/** Asks whose mark it is where the record left that open, with what its screen points at until one is chosen. */
function WhoseMark({
  seen,
  value,
  choose,
}: {
  readonly seen: Sighting
  readonly value: string | null
  readonly choose: (platformId: string | null) => void
}) {
  const { sourceLine, handset, labelCode } = seen
  return (
    <>
      <div className="stack" style={{ gap: 4 }}>
        <label htmlFor="begin-platform">标记平台</label>
        <PlatformPicker id="begin-platform" value={value} onChange={choose} />
      </div>
      {value === null && (sourceLine !== '' || handset !== '') && (
        <Proposals seen={{ sourceLine, handset, labelCode }} value={value} choose={choose} />
      )}
    </>
  )
}

/** Opens the appeals (those already open are taken along) and one dossier for them. */
function openDossier(
  sightings: readonly Sighting[],
  wanted: {
    readonly companyId: string
    readonly platformId: string
    readonly channelId: string
    readonly trouble: Trouble
  },
): Call<{ readonly id: string }> {
  return async (core) => {
    const appealIds: AppealId[] = []
    for (const { id, appealId } of sightings) {
      if (appealId) {
        appealIds.push(appealId)
        continue
      }
      const { platformId, trouble } = wanted
      const opened = await core.appeals.open({ sightingId: id, platformId, trouble })
      if (!opened.ok) return opened
      appealIds.push(opened.value.id)
    }
    return core.dossiers.open({
      companyId: wanted.companyId,
      channelId: wanted.channelId,
      appealIds: [...new Set(appealIds)],
    })
  }
}

/** 开始申诉: the platform (when not yet known), the channel, the kind of trouble; then the dossier opens. */
export function BeginAppeal({
  sightings,
  close,
}: {
  readonly sightings: readonly Sighting[]
  readonly close: () => void
}) {
  const company = useCompany()
  const navigate = useNavigate()
  const change = useChange()
  const first = sightings[0]
  const [platformId, setPlatformId] = useState<string | null>(first?.platformId ?? null)
  const [channelId, setChannelId] = useState<string | null>(null)
  const [trouble, setTrouble] = useState<Trouble>('label')
  const [working, setWorking] = useState(false)
  const read = useRead(['catalogue', 'find', platformId], (core) => core.catalogue.find({ id: platformId ?? '' }), {
    when: platformId !== null,
  })
  const choosePlatform = (id: string | null) => {
    setPlatformId(id)
    setChannelId(null)
  }
  const chosen = channelId ?? (read.value && inOrder(read.value)[0]?.id) ?? null
  const begin = async () => {
    if (!platformId || !chosen) return
    setWorking(true)
    const answer = await change(
      openDossier(sightings, { companyId: company.id, platformId, channelId: chosen, trouble }),
      {
        success: '卷宗已建立',
      },
    )
    setWorking(false)
    if (answer.ok) void navigate({ to: '/dossiers/$id', params: { id: answer.value.id } })
  }
  return (
    <Modal
      open
      width={680}
      title={sightings.length > 1 ? `为 ${sightings.length} 个号码开始申诉` : `为 ${first?.numberShown ?? ''} 开始申诉`}
      okText="建立卷宗"
      cancelText="取消"
      okButtonProps={{ disabled: !chosen, loading: working }}
      onOk={() => void begin()}
      onCancel={close}
    >
      <div className="stack">
        {first && first.platformId === null && <WhoseMark seen={first} value={platformId} choose={choosePlatform} />}
        <div className="row">
          <label htmlFor="begin-trouble">问题类型</label>
          <Select id="begin-trouble" value={trouble} onChange={setTrouble} options={troubles} style={{ width: 160 }} />
        </div>
        {platformId === null ? (
          <Alert type="info" showIcon title="请先选择标记平台，再选申诉渠道" />
        ) : (
          <Loaded read={read}>{(view) => <Channels view={view} value={chosen} choose={setChannelId} />}</Loaded>
        )}
      </div>
    </Modal>
  )
}

import { Alert, Button } from 'antd'
import { useState } from 'react'
import type { PlatformView } from '#shared/catalogue.ts'
import { platformKindNames } from '#shared/platforms.ts'
import { ConfidenceTag } from '../../components/confidence-tag.tsx'
import { ConfirmAction } from '../../components/confirm-action.tsx'
import { FactView } from '../../components/fact-view.tsx'
import { useChange } from '../../state/change.tsx'
import { useToday } from '../../state/status.ts'
import { channelKindNames, freeWords } from '../../text/channel-words.ts'
import { AddChannel } from './add-channel.tsx'
import { FactEditor } from './fact-editor.tsx'
import { FactTable } from './fact-table.tsx'
import { type Field, listFields } from './fact-words.tsx'
import { PlatformTags } from './platform-list.tsx'
import { PlatformUpdates } from './platform-updates.tsx'

const queryKindNames = {
  web: '网页',
  app: 'App',
  'test-call': '拨测',
  wechat: '微信',
  api: '接口',
  phone: '电话',
  other: '其他',
} as const

function Handsets({ view, today }: { readonly view: PlatformView; readonly today: string }) {
  const { handsets, sourceLineHints, sources } = view.platform
  if (handsets.length + sourceLineHints.length === 0) return null
  return (
    <section className="surface stack" aria-label="在哪里显示">
      <h3>在哪里显示</h3>
      {handsets.map((fact) => (
        <FactView key={`h${fact.value}`} fact={fact} sources={sources} today={today}>
          {(brand) => `据称在${brand}手机上显示`}
        </FactView>
      ))}
      {sourceLineHints.map((fact) => (
        <FactView key={`s${fact.value?.words}${fact.value?.handset}`} fact={fact} sources={sources} today={today}>
          {({ words, handset }) => `屏幕上写有「${words}」${handset ? `（${handset}手机）` : ''}`}
        </FactView>
      ))}
    </section>
  )
}

function ResetButton({ view }: { readonly view: PlatformView }) {
  const change = useChange()
  const own = view.origin === 'own'
  if (view.origin === 'shipped') return null
  return (
    <ConfirmAction
      title={own ? '删除这个自行添加的平台？' : '恢复为随程序提供的内容？'}
      what={own ? '已用于卷宗的平台不能删除。' : '您对这个平台的更正将被去掉。'}
      verb={own ? '删除' : '恢复'}
      danger
      act={() =>
        change((core) => core.catalogue.reset({ id: view.platform.id }), {
          success: own ? '已删除' : '已恢复',
          undo: true,
        })
      }
    >
      {own ? '删除平台' : '恢复原内容'}
    </ConfirmAction>
  )
}

/** Everything known of one platform: channels first, each field with source, date and confidence. */
export function PlatformDetail({ view }: { readonly view: PlatformView }) {
  const today = useToday()
  const { platform } = view
  const { sources } = platform
  const [correcting, setCorrecting] = useState<Field | null>(null)
  const [adding, setAdding] = useState(false)
  const shared = { sources, today, correct: setCorrecting }
  const name = platform.name.value ?? platform.id
  return (
    <article className="stack catalogue-detail" aria-label={name}>
      <div className="surface stack">
        <div className="row">
          <h2>{name}</h2>
          <span className="quiet">{platformKindNames[platform.kind]}</span>
          <span style={{ marginLeft: 'auto' }}>
            <ResetButton view={view} />
          </span>
        </div>
        <PlatformTags view={view} />
        <span className="quiet">
          {platform.verifiedOn ? `${platform.verifiedOn} 有人核对过官方页面` : '还没有人核对过官方页面'}；资料整理于{' '}
          {platform.compiledOn}
        </span>
        <Alert type="warning" showIcon title="请先走官方免费渠道；收费「代清除标记」已有消费者组织提醒，谨防受骗" />
        <PlatformUpdates view={view} />
      </div>
      {platform.channels.map((channel, index) => (
        <section
          key={channel.id}
          className="surface"
          aria-label={`申诉渠道 ${index + 1} ${channelKindNames[channel.kind]}`}
        >
          <div className="row" style={{ marginBottom: 8 }}>
            <h3>
              申诉渠道 {index + 1}：{channelKindNames[channel.kind]}
            </h3>
            <ConfidenceTag confidence={channel.confidence} />
            <span className="quiet">{freeWords(channel)}</span>
          </div>
          <FactTable {...shared} about={`渠道 ${index + 1} `} fields={listFields(channel, ['channels', index])} />
        </section>
      ))}
      {platform.channels.length === 0 && <Alert type="info" showIcon title="没有已知的申诉渠道" />}
      <div>
        <Button onClick={() => setAdding(true)}>添加申诉渠道</Button>
      </div>
      <Handsets view={view} today={today} />
      {platform.queryChannels.map((channel, index) => (
        <section
          key={channel.id}
          className="surface"
          aria-label={`查询方式 ${index + 1} ${queryKindNames[channel.kind]}`}
        >
          <div className="row" style={{ marginBottom: 8 }}>
            <h3>查询是否被标记：{queryKindNames[channel.kind]}</h3>
            <ConfidenceTag confidence={channel.confidence} />
          </div>
          <FactTable
            {...shared}
            about={`查询方式 ${index + 1} `}
            fields={listFields(channel, ['queryChannels', index])}
          />
        </section>
      ))}
      {platform.certification && (
        <section className="surface" aria-label="号码认证">
          <div className="row" style={{ marginBottom: 8 }}>
            <h3>号码认证</h3>
            <ConfidenceTag confidence={platform.certification.confidence} />
          </div>
          <FactTable {...shared} about="号码认证" fields={listFields(platform.certification, ['certification'])} />
        </section>
      )}
      <section className="surface" aria-label="平台情况">
        <h3 style={{ marginBottom: 8 }}>平台情况</h3>
        <FactTable {...shared} about="平台" fields={listFields(platform, [])} />
      </section>
      {correcting && <FactEditor view={view} field={correcting} close={() => setCorrecting(null)} />}
      {adding && <AddChannel view={view} close={() => setAdding(false)} />}
    </article>
  )
}

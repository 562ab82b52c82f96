import { Link, useSearch } from '@tanstack/react-router'
import { Tag } from 'antd'
import { labelNames } from '#shared/kinds.ts'
import type { PlatformView } from '#shared/catalogue.ts'
import { platformKindNames } from '#shared/platforms.ts'
import { StatusTag } from '../../components/status-tag.tsx'

const originNames = { shipped: null, edited: '已更正', own: '自行添加' } as const

/** Badges of a platform: free, stale, weak, edited, closed, with updates to answer. */
export function PlatformTags({ view }: { readonly view: PlatformView }) {
  const { platform, origin, stale, weak, updates } = view
  return (
    <span className="row" style={{ gap: 4 }}>
      {platform.channels.some(({ free }) => free.value === true) && <StatusTag tone="good">官方免费渠道</StatusTag>}
      {platform.status.value === 'closed' && <StatusTag tone="danger">已关闭</StatusTag>}
      {stale && <StatusTag tone="warning">超过 180 天未核对</StatusTag>}
      {weak && <StatusTag tone="warning">依据薄弱</StatusTag>}
      {originNames[origin] && <Tag>{originNames[origin]}</Tag>}
      {updates.length > 0 && <StatusTag tone="active">{updates.length} 处更新待选</StatusTag>}
    </span>
  )
}

/** The platforms found, each a link to its detail. */
export function PlatformList({
  views,
  current,
}: {
  readonly views: readonly PlatformView[]
  readonly current: string | undefined
}) {
  const search = useSearch({ from: '/catalogue' })
  return (
    <nav className="surface catalogue-side" aria-label="标记平台">
      <ul className="catalogue-list">
        {views.map((view) => {
          const { platform } = view
          return (
            <li key={platform.id}>
              <Link
                to="/catalogue"
                search={{ ...search, id: platform.id }}
                aria-current={platform.id === current ? 'true' : undefined}
              >
                <strong>{platform.name.value ?? platform.id}</strong>
                <span className="quiet">
                  {platformKindNames[platform.kind]} · {platform.channels.length} 个申诉渠道
                  {platform.labels.value && ` · ${platform.labels.value.map((code) => labelNames[code]).join('、')}`}
                </span>
                <PlatformTags view={view} />
              </Link>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}

import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import type { PlatformView } from '#shared/catalogue.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { PageHead } from '../../components/page-head.tsx'
import { useRead } from '../../state/core.ts'
import { AddPlatform } from './add-platform.tsx'
import { CatalogueExchange } from './catalogue-exchange.tsx'
import { CatalogueFilters } from './catalogue-filters.tsx'
import { PlatformDetail } from './platform-detail.tsx'
import { PlatformList } from './platform-list.tsx'

function Detail({ id }: { readonly id: string }) {
  const read = useRead(['catalogue', 'find', id], (core) => core.catalogue.find({ id }))
  return <Loaded read={read}>{(view) => <PlatformDetail view={view} />}</Loaded>
}

function Found({ views, id }: { readonly views: readonly PlatformView[]; readonly id: string | undefined }) {
  const navigate = useNavigate()
  const shown = id ?? views[0]?.platform.id
  if (views.length === 0 && !id)
    return (
      <div className="surface">
        <EmptyState
          sentence="没有符合条件的平台。"
          action={<Button onClick={() => void navigate({ to: '/catalogue', search: {} })}>清除筛选</Button>}
          example="输入 tx 找腾讯；境外平台须勾选「显示境外平台」"
        />
      </div>
    )
  return (
    <div className="catalogue-split">
      <PlatformList views={views} current={shown} />
      {shown && <Detail key={shown} id={shown} />}
    </div>
  )
}

/** 标记平台与申诉渠道: who marks numbers, every known way to ask for a correction, and where that is from. */
export function CatalogueScreen() {
  const {
    text = '',
    handset = null,
    kind = null,
    label = null,
    foreign = false,
    id,
  } = useSearch({ from: '/catalogue' })
  const [adding, setAdding] = useState(false)
  const input = { text, handset, kind, label, foreign }
  const read = useRead(['catalogue', 'search', input], (core) => core.catalogue.search(input), { keep: true })
  return (
    <>
      <PageHead title="标记平台与申诉渠道" beside={<span className="quiet">共 {read.value?.length ?? 0} 个</span>}>
        <CatalogueExchange />
        <Button onClick={() => setAdding(true)}>添加平台</Button>
      </PageHead>
      <CatalogueFilters />
      <Loaded read={read}>{(views) => <Found views={views} id={id} />}</Loaded>
      {adding && <AddPlatform close={() => setAdding(false)} />}
    </>
  )
}

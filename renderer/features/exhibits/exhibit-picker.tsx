import './exhibits.css'
import { Input, Modal, Segmented } from 'antd'
import { useState } from 'react'
import type { CompanyId, ExhibitId } from '#shared/ids.ts'
import { type ExhibitKind, exhibitKindNames } from '#shared/kinds.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { RecordTable } from '../../components/record-table.tsx'
import { StatusTag } from '../../components/status-tag.tsx'
import { useRead } from '../../state/core.ts'
import { ExhibitThumbnail } from './exhibit-thumbnail.tsx'
import { ExpiryTag, StampTag } from './exhibit-tags.tsx'

/** Chooses exhibits from the library; those of the kinds that are missing come first. */
export function ExhibitPicker({
  companyId,
  taken,
  wanted,
  onChoose,
  onClose,
}: {
  readonly companyId: CompanyId
  /** Already in the dossier; not offered again. */
  readonly taken: readonly string[]
  /** Kinds the gate misses. */
  readonly wanted: readonly ExhibitKind[]
  readonly onChoose: (ids: ExhibitId[]) => Promise<unknown>
  readonly onClose: () => void
}) {
  const [search, setSearch] = useState('')
  const [shown, setShown] = useState<'wanted' | 'all'>(wanted.length > 0 ? 'wanted' : 'all')
  const [chosen, setChosen] = useState<string[]>([])
  const [working, setWorking] = useState(false)
  const asked = { companyId, search: search.trim() }
  const read = useRead(['exhibits', 'list', asked], (core) => core.exhibits.list(asked), { keep: true })
  const add = async () => {
    setWorking(true)
    await onChoose(chosen as ExhibitId[])
    setWorking(false)
    onClose()
  }
  const missing = wanted.map((kind) => exhibitKindNames[kind]).join('、')
  return (
    <Modal
      open
      width={860}
      title="从证据库添加"
      okText={chosen.length > 0 ? `添加 ${chosen.length} 份` : '添加'}
      cancelText="取消"
      okButtonProps={{ disabled: chosen.length === 0, loading: working }}
      onOk={() => void add()}
      onCancel={onClose}
    >
      <div className="row" style={{ marginBottom: 8 }}>
        <Input
          aria-label="搜索证据"
          placeholder="名称、来源或文中文字"
          allowClear
          value={search}
          onChange={({ target }) => setSearch(target.value)}
          style={{ width: 260 }}
        />
        {wanted.length > 0 && (
          <Segmented
            aria-label="范围"
            value={shown}
            onChange={setShown}
            options={[
              { value: 'wanted', label: `预检缺少的：${missing}` },
              { value: 'all', label: '全部' },
            ]}
          />
        )}
      </div>
      <Loaded read={read}>
        {(exhibits) => (
          <div style={{ maxHeight: '50vh', overflow: 'auto' }}>
            <RecordTable
              label="可添加的证据材料"
              rows={exhibits.filter(
                ({ id, kind }) => !taken.includes(id) && (shown === 'all' || wanted.includes(kind)),
              )}
              keyOf={({ id }) => id}
              nameOf={({ title }) => title}
              open={({ id }) => setChosen(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id])}
              select={{ keys: chosen, choose: setChosen, allowed: ({ refusal }) => refusal === null }}
              empty={<EmptyState sentence="没有可添加的材料。可以把文件直接拖到卷宗上，会同时存入证据库。" />}
              columns={[
                {
                  title: '名称',
                  key: 'title',
                  render: (_, exhibit) => (
                    <div className="row" style={{ flexWrap: 'nowrap', whiteSpace: 'normal' }}>
                      <ExhibitThumbnail exhibit={exhibit} size={36} />
                      <span>
                        {exhibit.title}
                        {exhibit.refusal && <StatusTag tone="danger">不能装入卷宗</StatusTag>}
                      </span>
                    </div>
                  ),
                },
                { title: '种类', key: 'kind', render: (_, { kind }) => exhibitKindNames[kind] },
                { title: '有效期', key: 'expiry', render: (_, exhibit) => <ExpiryTag exhibit={exhibit} /> },
                { title: '印章', key: 'stamp', render: (_, { stamp }) => <StampTag stamp={stamp} /> },
                { title: '页数', dataIndex: 'pages', align: 'right' },
              ]}
            />
          </div>
        )}
      </Loaded>
    </Modal>
  )
}

import { Button, Drawer } from 'antd'
import { useState } from 'react'
import type { Company } from '#shared/companies.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { ConfirmAction } from '../../components/confirm-action.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { RecordTable } from '../../components/record-table.tsx'
import { useChange } from '../../state/change.tsx'
import { useRead } from '../../state/core.ts'
import { CompanyForm } from './company-form.tsx'

/** 公司主体: every appellant, with its registered facts and its own names and numbers. */
export function CompaniesPanel() {
  const read = useRead(['companies', 'list'], (core) => core.companies.list({}))
  const change = useChange()
  const [open, setOpen] = useState<Company | 'new' | null>(null)
  const close = () => setOpen(null)
  const remove = (company: Company) =>
    change((core) => core.companies.remove({ id: company.id }), { success: `已删除 ${company.name}`, undo: true })
  return (
    <div className="stack">
      <div className="row">
        <Button type="primary" onClick={() => setOpen('new')}>
          添加公司主体
        </Button>
        <span className="quiet">母公司、子公司、分公司各为一个主体；在顶部切换。</span>
      </div>
      <Loaded read={read}>
        {(companies) => (
          <RecordTable
            label="公司主体"
            rows={companies}
            keyOf={({ id }) => id}
            nameOf={({ name }) => name}
            open={setOpen}
            empty={<EmptyState sentence="还没有公司主体。" />}
            columns={[
              { title: '公司名称', dataIndex: 'name' },
              { title: '统一社会信用代码', dataIndex: 'code' },
              { title: '联系人', dataIndex: 'contactPerson' },
              { title: '不作脱敏的词', render: (_, { allowList }) => `${allowList.length} 项` },
              { title: '来源', render: (_, { sample }) => (sample ? '样本（虚构）' : '自建') },
              {
                title: '操作',
                render: (_, company) => (
                  <Button size="small" onClick={() => setOpen(company)} aria-label={`修改 ${company.name}`}>
                    修改
                  </Button>
                ),
              },
            ]}
          />
        )}
      </Loaded>
      <Drawer
        open={open !== null}
        size={520}
        title={open === 'new' ? '添加公司主体' : '修改公司主体'}
        onClose={close}
        destroyOnHidden
      >
        {open !== null && (
          <CompanyForm
            key={open === 'new' ? 'new' : open.id}
            {...(open === 'new' ? {} : { company: open })}
            done={close}
            cancel={close}
          />
        )}
        {open !== null && open !== 'new' && (
          <div style={{ marginTop: 24 }}>
            <ConfirmAction
              danger
              title={`删除 ${open.name}？`}
              what="只有名下没有号码、证据材料和卷宗的公司主体才能删除。"
              verb="删除"
              act={async () => {
                const answer = await remove(open)
                if (answer.ok) close()
              }}
            >
              删除公司主体
            </ConfirmAction>
          </div>
        )}
      </Drawer>
    </div>
  )
}

import { FontSizeOutlined, UndoOutlined } from '@ant-design/icons'
import { useNavigate } from '@tanstack/react-router'
import { Button, Select } from 'antd'
import type { Status } from '#shared/app.ts'
import type { Company } from '#shared/companies.ts'
import { type Person, roleNames } from '#shared/people.ts'
import { StatusTag } from '../components/status-tag.tsx'
import { useChange, useUndo } from '../state/change.tsx'
import { useRead } from '../state/core.ts'

const addNew = 'add'

function CompanySwitch({ company }: { readonly company: Company }) {
  const change = useChange()
  const navigate = useNavigate()
  const { value: companies = [company] } = useRead(['companies', 'list'], (core) => core.companies.list({}))
  const choose = (id: string) => {
    const chosen = companies.find((one) => one.id === id)
    if (chosen)
      void change((core) => core.app.represent({ companyId: chosen.id }), { success: `已切换到 ${chosen.name}` })
    else void navigate({ to: '/settings', search: { tab: 'companies' } })
  }
  return (
    <Select<string>
      aria-label="公司主体"
      value={company.id}
      onChange={choose}
      style={{ minWidth: 220, maxWidth: 340 }}
      popupMatchSelectWidth={false}
      options={[
        ...companies.map(({ id, name }) => ({ value: id, label: name })),
        { value: addNew, label: '管理公司主体…' },
      ]}
    />
  )
}

function PersonSwitch({ person }: { readonly person: Person }) {
  const change = useChange()
  const navigate = useNavigate()
  const { value: people = [person] } = useRead(['people', 'list'], (core) => core.people.list({}))
  const choose = (id: string) => {
    const chosen = people.find((one) => one.id === id)
    if (chosen) void change((core) => core.app.work({ personId: chosen.id }), { success: `现在由 ${chosen.name} 操作` })
    else void navigate({ to: '/settings', search: { tab: 'people' } })
  }
  return (
    <Select<string>
      aria-label="操作人"
      value={person.id}
      onChange={choose}
      style={{ minWidth: 150 }}
      popupMatchSelectWidth={false}
      options={[
        ...people.map(({ id, name, role }) => ({ value: id, label: `${name}（${roleNames[role]}）` })),
        { value: addNew, label: '管理人员…' },
      ]}
    />
  )
}

/** Above everything: which company, who is working, 撤销 and 大字. */
export function TopBar({
  status,
  person,
  company,
}: {
  readonly status: Status
  readonly person: Person
  readonly company: Company
}) {
  const change = useChange()
  const undo = useUndo()
  const { value: last } = useRead(['history', 'last'], (core) => core.history.last({}))
  const { largeText } = status.settings
  return (
    <header className="frame-bar">
      <span className="frame-name">正名</span>
      <CompanySwitch company={company} />
      {company.sample && <StatusTag tone="warning">样本公司，内容为虚构</StatusTag>}
      <span className="frame-space" />
      <Button
        type="text"
        icon={<UndoOutlined />}
        disabled={!last}
        title={last ? `撤销：${last.what}（Ctrl+Z）` : '没有可以撤销的操作'}
        onClick={() => void undo(last?.step)}
      >
        撤销
      </Button>
      <Button
        type="text"
        icon={<FontSizeOutlined />}
        aria-pressed={largeText}
        onClick={() => void change((core) => core.app.configure({ largeText: !largeText }))}
      >
        {largeText ? '标准字' : '大字'}
      </Button>
      <PersonSwitch person={person} />
    </header>
  )
}

import { useNavigate, useSearch } from '@tanstack/react-router'
import { Tabs } from 'antd'
import { PageHead } from '../components/page-head.tsx'
import { Loaded } from '../components/loaded.tsx'
import { BackupsPanel } from '../features/backups/backups-panel.tsx'
import { CompaniesPanel } from '../features/companies/companies-panel.tsx'
import { HistoryPanel } from '../features/history/history-panel.tsx'
import { PeoplePanel } from '../features/people/people-panel.tsx'
import { AboutPanel } from '../features/settings/about-panel.tsx'
import { HousePanel } from '../features/settings/house-panel.tsx'
import { LookPanel } from '../features/settings/look-panel.tsx'
import { useStatus } from '../state/status.ts'

/** 设置: companies, people, looks, limits, backups, history and where the data is. */
export function SettingsPage() {
  const status = useStatus()
  const { tab = 'companies' } = useSearch({ from: '/settings' })
  const navigate = useNavigate()
  return (
    <>
      <PageHead title="设置" />
      <Loaded read={status}>
        {(value) => (
          <div className="surface">
            <Tabs
              activeKey={tab}
              onChange={(key) => void navigate({ to: '/settings', search: { tab: key } })}
              destroyOnHidden
              items={[
                { key: 'companies', label: '公司主体', children: <CompaniesPanel /> },
                { key: 'people', label: '人员', children: <PeoplePanel /> },
                { key: 'look', label: '外观', children: <LookPanel settings={value.settings} /> },
                { key: 'house', label: '默认限制', children: <HousePanel settings={value.settings} /> },
                { key: 'backups', label: '备份', children: <BackupsPanel status={value} /> },
                { key: 'history', label: '操作记录', children: <HistoryPanel /> },
                { key: 'about', label: '数据与关于', children: <AboutPanel status={value} /> },
              ]}
            />
          </div>
        )}
      </Loaded>
    </>
  )
}

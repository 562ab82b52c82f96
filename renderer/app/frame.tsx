import { Link, useLocation } from '@tanstack/react-router'
import { MenuFoldOutlined, MenuUnfoldOutlined } from '@ant-design/icons'
import { Alert, Button } from 'antd'
import { type ReactNode, useState, useSyncExternalStore } from 'react'
import { useHotkeys } from 'react-hotkeys-hook'
import type { Status } from '#shared/app.ts'
import type { Company } from '#shared/companies.ts'
import type { Person } from '#shared/people.ts'
import { JobPanel } from '../components/job-panel.tsx'
import { cancelJob, useUndo } from '../state/change.tsx'
import { useJobs } from '../state/jobs.ts'
import { menuEntries } from './menu-entries.tsx'
import { TopBar } from './top-bar.tsx'

const wideQuery = window.matchMedia('(min-width: 1200px)')

function useWide(): boolean {
  return useSyncExternalStore(
    (listener) => {
      wideQuery.addEventListener('change', listener)
      return () => wideQuery.removeEventListener('change', listener)
    },
    () => wideQuery.matches,
  )
}

function SideMenu() {
  const wide = useWide()
  const [chosen, setChosen] = useState<{ readonly wide: boolean; readonly folded: boolean } | null>(null)
  const folded = chosen && chosen.wide === wide ? chosen.folded : !wide
  const { pathname } = useLocation()
  const here = menuEntries.find(({ to }) => pathname === to || pathname.startsWith(`${to}/`))
  return (
    <nav className="frame-menu" data-folded={folded} aria-label="主菜单">
      <ul>
        {menuEntries.map(({ to, name, icon }) => (
          <li key={to}>
            <Link to={to} title={folded ? name : undefined} aria-current={here?.to === to ? 'page' : undefined}>
              <span aria-hidden>{icon}</span>
              <span className={folded ? 'sr-only' : ''}>{name}</span>
            </Link>
          </li>
        ))}
      </ul>
      <Button
        type="text"
        icon={folded ? <MenuUnfoldOutlined /> : <MenuFoldOutlined />}
        aria-label={folded ? '展开菜单' : '收起菜单'}
        onClick={() => setChosen({ wide, folded: !folded })}
      />
    </nav>
  )
}

/** What stays round every screen: top bar, menu, warnings about the data's place, running jobs. */
export function Frame({
  status,
  person,
  company,
  children,
}: {
  readonly status: Status
  readonly person: Person
  readonly company: Company
  readonly children: ReactNode
}) {
  const undo = useUndo()
  // Told where the day begins and where it can be mended; elsewhere the room is for the work.
  const warned = /^\/(today|settings)/.test(useLocation().pathname)
  const jobs = useJobs((state) => state.jobs)
  useHotkeys('mod+z', () => void undo(), { preventDefault: true }, [undo])
  return (
    <div className="frame">
      <a className="skip-link" href="#main" onClick={focusMain}>
        跳到正文
      </a>
      <TopBar status={status} person={person} company={company} />
      <SideMenu />
      <main className="frame-main" id="main" tabIndex={-1}>
        {warned &&
          status.warnings.map((warning) => (
            <Alert
              key={warning}
              type="warning"
              showIcon
              title={warning}
              action={
                warning.includes('备份') && (
                  <Link to="/settings" search={{ tab: 'backups' }}>
                    去设置备份
                  </Link>
                )
              }
              style={{ marginBottom: 12 }}
            />
          ))}
        {children}
      </main>
      <JobPanel jobs={jobs} cancel={cancelJob} />
    </div>
  )
}

function focusMain(event: { preventDefault: () => void }) {
  // The hash is the router's address, so the link must not follow itself.
  event.preventDefault()
  document.querySelector<HTMLElement>('#main')?.focus()
}

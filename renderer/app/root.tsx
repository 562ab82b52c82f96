import { type ErrorComponentProps, Link, Outlet, useLocation } from '@tanstack/react-router'
import { Alert, Button } from 'antd'
import { lazy, Suspense, useEffect } from 'react'
import { ErrorPanel } from '../components/error-panel.tsx'
import { Loaded, Waiting } from '../components/loaded.tsx'
import { CompanyContext, useStatus } from '../state/status.ts'
import { Frame } from './frame.tsx'
import { menuEntries } from './menu-entries.tsx'

const FirstRun = lazy(async () => ({ default: (await import('./first-run-page.tsx')).FirstRunPage }))

function useTitle() {
  const { pathname } = useLocation()
  useEffect(() => {
    const place = menuEntries.find(({ to }) => pathname.startsWith(to))
    document.title = place ? `${place.name} · 正名` : '正名'
  }, [pathname])
}

/** The whole window: who is working and for whom comes first, then the frame with the screen in it. */
export function Root() {
  useTitle()
  const status = useStatus()
  if (status.error)
    return (
      <main style={{ padding: 24 }}>
        <h1>正名没有打开</h1>
        <ErrorPanel error={status.error} again={status.again} />
      </main>
    )
  return (
    <Loaded read={status}>
      {(value) =>
        value.person && value.company ? (
          <CompanyContext value={value.company}>
            <Frame status={value} person={value.person} company={value.company}>
              <Suspense fallback={<Waiting />}>
                <Outlet />
              </Suspense>
            </Frame>
          </CompanyContext>
        ) : (
          <Suspense fallback={<Waiting />}>
            <FirstRun status={value} />
          </Suspense>
        )
      }
    </Loaded>
  )
}

/** An address that names no screen. */
export function NotHere() {
  return <Alert type="info" showIcon title="没有这个页面" description={<Link to="/today">回到今日</Link>} />
}

/** A screen that broke while drawing: calm words, and a way on. */
export function Stumble({ error, reset }: ErrorComponentProps) {
  return (
    <Alert
      type="error"
      showIcon
      title="这个页面没有显示出来"
      description={`已保存的资料完好。请重试；如果仍然出现，请把这句话交给技术人员：${error instanceof Error ? error.message : String(error)}`}
      action={<Button onClick={reset}>重试</Button>}
    />
  )
}

import type { Status } from '#shared/app.ts'
import { CompanyForm } from '../features/companies/company-form.tsx'
import { FirstRunScreen } from '../features/first-run/first-run-screen.tsx'
import { PersonForm } from '../features/people/person-form.tsx'
import { useChange } from '../state/change.tsx'

/** The first run with the forms of people and companies in it. */
export function FirstRunPage({ status }: { readonly status: Status }) {
  const change = useChange()
  return (
    <FirstRunScreen
      status={status}
      personForm={
        <PersonForm submit="开始使用" done={({ id }) => void change((core) => core.app.work({ personId: id }))} />
      }
      renderCompanyForm={(cancel) => (
        <CompanyForm cancel={cancel} done={({ id }) => void change((core) => core.app.represent({ companyId: id }))} />
      )}
    />
  )
}

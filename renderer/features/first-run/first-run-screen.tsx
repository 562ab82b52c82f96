import { Button, Divider, Steps } from 'antd'
import { type ReactNode, useState } from 'react'
import type { Status } from '#shared/app.ts'
import { roleNames } from '#shared/people.ts'
import { useChange } from '../../state/change.tsx'
import { useRead } from '../../state/core.ts'
import './first-run.css'

function WhoIsWorking({ personForm }: { readonly personForm: ReactNode }) {
  const change = useChange()
  const { value: people = [] } = useRead(['people', 'list'], (core) => core.people.list({}))
  return (
    <>
      <h1>谁在使用？</h1>
      <p className="quiet">每一步操作都会记在操作人名下，以后能说清谁在何时做了什么。资料只保存在这台电脑上。</p>
      {people.length > 0 && (
        <>
          <div className="row">
            {people.map((person) => (
              <Button key={person.id} onClick={() => void change((core) => core.app.work({ personId: person.id }))}>
                {person.name}（{roleNames[person.role]}）
              </Button>
            ))}
          </div>
          <Divider plain>或添加新的操作人</Divider>
        </>
      )}
      {personForm}
    </>
  )
}

function ForWhichCompany({ renderCompanyForm }: { readonly renderCompanyForm: (cancel: () => void) => ReactNode }) {
  const change = useChange()
  const [adding, setAdding] = useState(false)
  const [loading, setLoading] = useState(false)
  const { value: companies = [] } = useRead(['companies', 'list'], (core) => core.companies.list({}))
  const addSample = async () => {
    setLoading(true)
    await change((core) => core.app.addSample({}), { success: '已载入样本公司，可随时清除' })
    setLoading(false)
  }
  if (adding)
    return (
      <>
        <h1>添加公司主体</h1>
        {renderCompanyForm(() => setAdding(false))}
      </>
    )
  return (
    <>
      <h1>为哪家公司申诉？</h1>
      <p className="quiet">
        公司主体是提出申诉的公司。第一次使用，可以先载入样本公司试走一遍；样本全部虚构，可一键清除。
      </p>
      <div className="row">
        {companies.map(({ id, name }) => (
          <Button key={id} onClick={() => void change((core) => core.app.represent({ companyId: id }))}>
            {name}
          </Button>
        ))}
      </div>
      <div className="row" style={{ marginTop: 16 }}>
        <Button type="primary" onClick={() => setAdding(true)}>
          添加公司主体
        </Button>
        <Button loading={loading} onClick={() => void addSample()}>
          载入样本
        </Button>
      </div>
    </>
  )
}

/** Before the frame: who is working, then for which company. */
export function FirstRunScreen({
  status,
  personForm,
  renderCompanyForm,
}: {
  readonly status: Status
  /** Adds a person and sets them to work. */
  readonly personForm: ReactNode
  /** Adds a company and represents it. */
  readonly renderCompanyForm: (cancel: () => void) => ReactNode
}) {
  return (
    <main className="first-run">
      <div className="first-run-name">正名</div>
      <Steps
        size="small"
        current={status.person ? 1 : 0}
        items={[{ title: '操作人' }, { title: '公司主体' }]}
        style={{ marginBottom: 24 }}
      />
      {status.person ? (
        <ForWhichCompany renderCompanyForm={renderCompanyForm} />
      ) : (
        <WhoIsWorking personForm={personForm} />
      )}
    </main>
  )
}

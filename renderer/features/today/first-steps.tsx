import { CheckCircleFilled, MinusCircleOutlined } from '@ant-design/icons'
import { useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import type { Status } from '#shared/app.ts'
import { useChange } from '../../state/change.tsx'

const steps = [
  { key: 'company', name: '添加公司主体', go: { to: '/settings', search: { tab: 'companies' } } },
  { key: 'number', name: '添加号码', go: { to: '/numbers', search: { add: true } } },
  { key: 'exhibit', name: '放入证据材料', go: { to: '/exhibits' } },
  { key: 'dossier', name: '登记标记，开始申诉', go: { to: '/sightings', search: { add: true } } },
  { key: 'submission', name: '提交并登记', go: { to: '/dossiers' } },
] as const

/** The five first steps until all are done, and 清除示例数据 while the sample is in. */
export function FirstSteps({ status }: { readonly status: Status }) {
  const navigate = useNavigate()
  const change = useChange()
  const [working, setWorking] = useState(false)
  const done = steps.filter(({ key }) => status.steps[key]).length
  if (done === steps.length && !status.hasSample) return null
  const removeSample = async () => {
    setWorking(true)
    await change((core) => core.app.removeSample({}), { success: '示例数据已清除' })
    setWorking(false)
  }
  return (
    <section className="surface first-steps" aria-label="开始使用" style={{ marginBottom: 12 }}>
      <div className="row">
        <strong>
          开始使用（已完成 {done}/{steps.length}）
        </strong>
        {status.hasSample && <span className="quiet">示例数据不计入</span>}
        {status.hasSample && (
          <Button size="small" loading={working} onClick={() => void removeSample()} style={{ marginLeft: 'auto' }}>
            清除示例数据
          </Button>
        )}
      </div>
      {done < steps.length && (
        <ol>
          {steps.map(({ key, name, go }, index) => (
            <li key={key}>
              <span>
                {status.steps[key] ? (
                  <CheckCircleFilled aria-label="已完成" />
                ) : (
                  <MinusCircleOutlined aria-label="未完成" />
                )}{' '}
                {index + 1}. {name}
              </span>
              {!status.steps[key] && (
                <Button size="small" aria-label={`去做：${name}`} onClick={() => void navigate(go)}>
                  去做
                </Button>
              )}
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}

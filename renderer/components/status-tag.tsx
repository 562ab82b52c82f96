import {
  CheckCircleOutlined,
  ClockCircleOutlined,
  CloseCircleOutlined,
  ExclamationCircleOutlined,
  InfoCircleOutlined,
} from '@ant-design/icons'
import type { ReactNode } from 'react'
import './status-tag.css'

const icons = {
  danger: <CloseCircleOutlined />,
  warning: <ExclamationCircleOutlined />,
  good: <CheckCircleOutlined />,
  active: <ClockCircleOutlined />,
  quiet: <InfoCircleOutlined />,
} as const

/** How a status feels; each tone has its own icon, so colour never tells it alone. */
export type Tone = keyof typeof icons

/** A status as icon, word and colour (contrast at least 4.5:1 in light and dark). */
export function StatusTag({ tone, children }: { readonly tone: Tone; readonly children: ReactNode }) {
  return (
    <span className="status-tag" data-tone={tone}>
      <span aria-hidden>{icons[tone]}</span>
      {children}
    </span>
  )
}

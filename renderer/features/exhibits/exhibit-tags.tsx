import { type Exhibit, stampNames } from '#shared/exhibits.ts'
import { StatusTag } from '../../components/status-tag.tsx'

const expiryTones = { none: 'quiet', valid: 'good', soon: 'warning', expired: 'danger' } as const
const expiryWords = { none: '无有效期', valid: '有效', soon: '即将到期', expired: '已过期' } as const

/** Until when an exhibit is valid, as icon, word and date. */
export function ExpiryTag({ exhibit }: { readonly exhibit: Exhibit }) {
  const { expiry, validUntil } = exhibit
  if (expiry === 'none') return <span className="quiet">未填写</span>
  return (
    <StatusTag tone={expiryTones[expiry]}>
      {expiryWords[expiry]}
      {validUntil ? ` 至 ${validUntil}` : ''}
    </StatusTag>
  )
}

const stampTones = { seen: 'good', none: 'warning', unknown: 'quiet' } as const

/** Whether a stamp has been seen on it. */
export function StampTag({ stamp }: { readonly stamp: Exhibit['stamp'] }) {
  return <StatusTag tone={stampTones[stamp]}>{stampNames[stamp]}</StatusTag>
}

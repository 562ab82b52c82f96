import { Button } from 'antd'
import { useState } from 'react'
import type { Package } from '#shared/packages.ts'
import { StatusTag } from '../../components/status-tag.tsx'

const count = (text: string) => [...text].length

function PasteText({ title, text, limit }: Package['texts'][number]) {
  const [copied, setCopied] = useState(false)
  const length = count(text)
  const tooLong = limit !== null && length > limit
  return (
    <div className="package-text">
      <div className="row">
        <strong>{title}</strong>
        <span className="quiet">
          {length} 字{limit !== null && ` / 上限 ${limit} 字`}
        </span>
        {tooLong && <StatusTag tone="danger">超出 {length - limit} 字</StatusTag>}
        <Button
          size="small"
          style={{ marginLeft: 'auto' }}
          aria-label={`复制：${title}`}
          onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(true))}
        >
          {copied ? '已复制' : '复制'}
        </Button>
      </div>
      <pre>{text}</pre>
    </div>
  )
}

/** Texts to paste into the channel's form, or to say on the phone. */
export function PackageTexts({ kind, texts }: { readonly kind: Package['kind']; readonly texts: Package['texts'] }) {
  if (texts.length === 0) return null
  return (
    <section aria-label="文字" className="stack">
      <h2>{kind === 'phone' ? '通话时照着说' : kind === 'email' ? '邮件文字' : '粘贴到表单的文字'}</h2>
      {texts.map((text) => (
        <PasteText key={text.title} {...text} />
      ))}
    </section>
  )
}

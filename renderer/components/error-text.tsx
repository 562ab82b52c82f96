import { Button } from 'antd'
import { useState } from 'react'
import type { AppError } from '#shared/result.ts'
import { describeError, errorDetails } from '../text/error-sentences.ts'

/** What to do about a problem, what is safe, and 复制详情; the title is shown by whoever uses it. */
export function ErrorText({ error }: { readonly error: AppError }) {
  const [copied, setCopied] = useState(false)
  const { advice, safe } = describeError(error)
  const copy = async () => {
    await navigator.clipboard.writeText(errorDetails(error))
    setCopied(true)
  }
  return (
    <div className="stack" style={{ gap: 6, maxHeight: '50vh', overflow: 'auto' }}>
      {advice.length > 3 ? (
        <ul style={{ margin: 0, paddingLeft: 18 }}>
          {advice.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      ) : (
        advice.map((line) => (
          <div key={line} style={{ overflowWrap: 'anywhere' }}>
            {line}
          </div>
        ))
      )}
      <div className="quiet">{safe}</div>
      <div>
        <Button size="small" onClick={() => void copy()}>
          {copied ? '已复制' : '复制详情'}
        </Button>
      </div>
    </div>
  )
}

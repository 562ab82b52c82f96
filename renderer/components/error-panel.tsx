import { Alert, Button } from 'antd'
import type { AppError } from '#shared/result.ts'
import { describeError } from '../text/error-sentences.ts'
import { ErrorText } from './error-text.tsx'

/** Stands where something should have been shown: what happened, what to do, and 重试. */
export function ErrorPanel({ error, again }: { readonly error: AppError; readonly again?: () => void }) {
  return (
    <Alert
      type="error"
      showIcon
      title={describeError(error).title}
      description={<ErrorText error={error} />}
      action={
        again && (
          <Button size="small" onClick={again}>
            重试
          </Button>
        )
      }
    />
  )
}

import { DatePicker } from 'antd'
import dayjs from 'dayjs'
import { dateTime } from '../text/dates.ts'

const format = 'YYYY-MM-DD HH:mm'

/** An instant, shown and typed as the time in Shanghai whatever the machine's zone: 2026-11-23 14:03. */
export function InstantField({
  value,
  onChange,
  onBlur,
  id,
}: {
  readonly value?: string | null
  readonly onChange?: (instant: string | null) => void
  readonly onBlur?: () => void
  readonly id?: string
}) {
  return (
    <DatePicker
      {...(id ? { id } : {})}
      showTime={{ format: 'HH:mm' }}
      format={format}
      value={value ? dayjs(dateTime(value), format) : null}
      onChange={(date) =>
        onChange?.(date ? new Date(`${date.format('YYYY-MM-DDTHH:mm')}:00+08:00`).toISOString() : null)
      }
      {...(onBlur ? { onBlur } : {})}
      placeholder="如 2026-11-23 14:03"
      needConfirm={false}
      style={{ width: 220 }}
    />
  )
}

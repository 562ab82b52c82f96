import { DatePicker } from 'antd'
import dayjs from 'dayjs'

const format = 'YYYY-MM-DD'

/** A calendar date as the contract writes it (2026-11-23), or null; typed or picked. */
export function DateField({
  value,
  onChange,
  onBlur,
  id,
  label,
  disabled,
}: {
  readonly value?: string | null
  readonly onChange?: (date: string | null) => void
  readonly onBlur?: () => void
  readonly id?: string
  /** Accessible name where no Form.Item gives one. */
  readonly label?: string
  readonly disabled?: boolean
}) {
  return (
    <DatePicker
      {...(id ? { id } : {})}
      {...(label ? { 'aria-label': label } : {})}
      value={value ? dayjs(value, format) : null}
      onChange={(date) => onChange?.(date ? date.format(format) : null)}
      {...(onBlur ? { onBlur } : {})}
      format={format}
      placeholder="如 2026-11-23"
      disabled={disabled ?? false}
      preserveInvalidOnBlur
      style={{ width: 170 }}
    />
  )
}

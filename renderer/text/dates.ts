import { todayInShanghai, weekdayName } from '#shared/rules/calendar-dates.ts'

const time = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  hour: '2-digit',
  minute: '2-digit',
  hour12: false,
})

/** 14:03, of an instant, in Shanghai. */
export const clockTime = (instant: string | Date): string => time.format(new Date(instant))

/** 2026-11-23 14:03, of an instant, in Shanghai. */
export const dateTime = (instant: string): string => `${todayInShanghai(new Date(instant))} ${clockTime(instant)}`

/** 11月25日 周三, of a calendar date; with the year when it is not `today`'s. */
export function dayWords(date: string, today?: string): string {
  const [year, month, day] = date.split('-').map(Number)
  const words = `${month}月${day}日 ${weekdayName(date)}`
  return today && !today.startsWith(`${year}-`) ? `${year}年${words}` : words
}

/** 1.2 MB, of bytes. */
export function sizeWords(bytes: number): string {
  if (bytes < 1024) return `${bytes} 字节`
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} KB`
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`
}

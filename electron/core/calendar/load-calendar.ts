import { type HolidayCalendar, holidayYearSchema } from '#shared/rules/workdays.ts'
import { readTemplates, type TemplateProblem } from '../platforms/read-templates.ts'

/** The published holiday years, and every file that cannot be used with the reason. */
export interface LoadedCalendar {
  readonly calendar: HolidayCalendar
  readonly problems: readonly TemplateProblem[]
}

/** Reads and checks templates/holidays; a broken year is named, and counts as not published. */
export function loadCalendar(folder: string): LoadedCalendar {
  const { files, problems } = readTemplates(folder, holidayYearSchema)
  const misnamed = files
    .filter(({ file, value }) => file !== `${value.year}.json`)
    .map(({ file, value }) => ({
      file,
      field: 'year',
      sentence: `${file} 的 year：写的是 ${value.year}，文件名应为 ${value.year}.json`,
    }))
  const bad = new Set(misnamed.map(({ file }) => file))
  return {
    calendar: files.filter(({ file }) => !bad.has(file)).map(({ value }) => value),
    problems: [...problems, ...misnamed],
  }
}

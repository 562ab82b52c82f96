import { type Platform, platformSchema } from '#shared/platforms.ts'
import { readTemplates, type TemplateProblem } from './read-templates.ts'

/** The shipped catalogue, and every file of it that cannot be used with the reason. */
export interface LoadedPlatforms {
  readonly platforms: readonly Platform[]
  readonly problems: readonly TemplateProblem[]
}

/** Reads and checks templates/platforms; a broken file is named with its field, the others still serve. */
export function loadPlatforms(folder: string): LoadedPlatforms {
  const { files, problems } = readTemplates(folder, platformSchema)
  const misnamed = files
    .filter(({ file, value }) => file !== `${value.id}.json`)
    .map(({ file, value }) => ({
      file,
      field: 'id',
      sentence: `${file} 的 id：编号是「${value.id}」，文件名应为 ${value.id}.json`,
    }))
  const bad = new Set(misnamed.map(({ file }) => file))
  return {
    platforms: files.filter(({ file }) => !bad.has(file)).map(({ value }) => value),
    problems: [...problems, ...misnamed],
  }
}

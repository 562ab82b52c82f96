import { readFile, stat, writeFile } from 'node:fs/promises'
import type { PlatformView } from '#shared/catalogue.ts'
import type { Service } from '#shared/contract.ts'
import { handsetBrandSchema } from '#shared/kinds.ts'
import { type Platform, type PlatformKind, platformKindSchema, platformSchema } from '#shared/platforms.ts'
import { judgeStrength } from '#shared/rules/fact-strength.ts'
import { listDifferences, mergePlatform, settleConflict, showCatalogueValue } from '#shared/rules/merge-catalogue.ts'
import { searchPlatforms } from '#shared/rules/search-platforms.ts'
import { z } from '#shared/zod.ts'
import type { Changes } from '../changes.ts'
import type { Outlet } from '../file-service.ts'
import { writeSafely } from '../files/write-safely.ts'
import type { Inbox } from '../inbox.ts'
import { notFound, refuse, Refusal } from '../refusal.ts'
import type { Catalogue } from './catalogue.ts'

const AREAS = ['catalogue', 'sightings', 'appeals', 'dossiers', 'letters']

/** A catalogue file is text; a larger one is something else. */
const MOST_BYTES = 20 * 1024 * 1024

const catalogueFileSchema = z.object({
  format: z.literal('zhengming-catalogue'),
  version: z.literal(1),
  platforms: z.array(platformSchema).max(2000),
})

function kindOf(kind: string): PlatformKind {
  const parsed = platformKindSchema.safeParse(kind)
  if (parsed.success) return parsed.data
  throw new Refusal({ code: 'invalid-input', issues: [{ path: 'kind', message: '没有这种平台类别' }] })
}

const nameOf = (platform: Platform) => platform.name.value ?? platform.id

/** The catalogue for people: searching, correcting, and taking updates without losing corrections. */
export function createCatalogueService({
  catalogue,
  changes,
  inbox,
  outlet,
  now,
  today,
  who,
}: {
  readonly catalogue: Catalogue
  readonly changes: Changes
  readonly inbox: Inbox
  readonly outlet: Outlet
  readonly now: () => Date
  readonly today: () => string
  readonly who: () => string
}): Service<'catalogue'> {
  /** Edits follow the shipped data wherever the user has not touched it. */
  function view(platform: Platform): PlatformView {
    const edit = catalogue.edit(platform.id)
    const shipped = catalogue.shipped(platform.id)
    const { stale, weak } = judgeStrength(platform, today())
    const conflicts =
      edit?.base && shipped ? mergePlatform({ base: edit.base, mine: edit.mine, shipped }).conflicts : []
    return {
      platform,
      origin: !edit ? 'shipped' : shipped ? 'edited' : 'own',
      stale,
      weak,
      updates: conflicts.map((conflict) => ({
        path: conflict.path,
        base: showCatalogueValue(conflict.base),
        mine: showCatalogueValue(conflict.mine),
        shipped: showCatalogueValue(conflict.shipped),
      })),
    }
  }

  function change<T>(what: string, id: string, work: () => void, answer: () => T): T {
    try {
      return changes.make({ what, subject: id, areas: AREAS }, () => {
        work()
        catalogue.refresh()
        return answer()
      })
    } catch (thrown) {
      // What was read inside the transaction is not so.
      catalogue.refresh()
      throw thrown
    }
  }

  /** A dossier without its channel, or a record without its platform, could not be opened any more. */
  function refuseLosing(id: string, after: Platform | null) {
    const uses = catalogue.uses(id)
    if (!after && uses.platform)
      throw refuse(`平台「${catalogue.nameOf(id)}」已有标记记录、申诉或卷宗，不能删除；不再使用时请在备注里说明`)
    const lost = uses.channels.find((channel) => !after?.channels.some((each) => each.id === channel))
    if (lost) throw refuse(`「${catalogue.nameOf(id)}」的渠道「${lost}」已有卷宗在用，不能去掉；停用时请在备注里说明`)
  }

  const keep = (platform: Platform) =>
    catalogue.save(
      { platformId: platform.id, base: catalogue.shipped(platform.id), mine: platform },
      now().toISOString(),
      who(),
    )

  async function readFileOf(token: string) {
    const item = inbox.find(token)
    if ((await stat(item.path)).size > MOST_BYTES) throw refuse(`「${item.name}」超过 20 MB，不是目录文件`)
    try {
      const parsed = catalogueFileSchema.safeParse(JSON.parse(await readFile(item.path, 'utf8')))
      if (parsed.success) return parsed.data.platforms
      const issue = parsed.error.issues[0]
      throw refuse(`「${item.name}」不符合目录文件的格式：${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`)
    } catch (thrown) {
      // RangeError: brackets within brackets until the stack is full.
      if (thrown instanceof SyntaxError || thrown instanceof RangeError)
        throw refuse(`「${item.name}」不是目录文件（不是完整的 JSON）；请选择从本程序导出的目录文件`)
      throw thrown
    }
  }

  return {
    search: ({ text, handset, kind, label, foreign }) =>
      searchPlatforms(
        catalogue.index(),
        {
          text,
          handset: handset === null ? null : handsetBrandSchema.catch('其他').parse(handset),
          kind: kind === null ? null : kindOf(kind),
          label,
          foreign,
        },
        today(),
      ).map((hit) => view(hit.platform)),
    find: ({ id }) => view(catalogue.find(id)),
    save({ platform }) {
      refuseLosing(platform.id, platform)
      return change(
        `修改了平台「${nameOf(platform)}」的资料`,
        platform.id,
        () => keep(platform),
        () => view(catalogue.find(platform.id)),
      )
    },
    reset({ id }) {
      if (!catalogue.edit(id)) throw notFound('修改', id)
      const platform = catalogue.find(id)
      refuseLosing(id, catalogue.shipped(id))
      const what = catalogue.shipped(id)
        ? `平台「${nameOf(platform)}」恢复为随程序提供的资料`
        : `删除了自建平台「${nameOf(platform)}」`
      return change(
        what,
        id,
        () => catalogue.remove(id),
        () => ({}),
      )
    },
    settle({ id, path, take }) {
      const edit = catalogue.edit(id)
      const shipped = catalogue.shipped(id)
      if (!edit?.base || !shipped) throw notFound('更新', id)
      if (!view(edit.mine).updates.some((update) => update.path === path)) throw notFound('更新', path.slice(0, 100))
      const settled = settleConflict({ base: edit.base, mine: edit.mine, shipped }, path, take)
      return change(
        `平台「${nameOf(shipped)}」的一处更新：${take === 'mine' ? '保留修改' : '采用更新'}`,
        id,
        () => catalogue.save({ platformId: id, base: settled.base, mine: settled.mine }, now().toISOString(), who()),
        () => view(catalogue.find(id)),
      )
    },
    async export() {
      const path = await outlet.askWhere('导出平台目录', `正名平台目录_${today()}.json`)
      const text = JSON.stringify({ format: 'zhengming-catalogue', version: 1, platforms: catalogue.all() }, null, 2)
      await writeSafely(path, (temporary) => writeFile(temporary, text))
      return { path }
    },
    async previewImport({ token }) {
      const theirs = await readFileOf(token)
      const ours = new Map(catalogue.all().map((platform) => [platform.id, platform]))
      const changed = theirs.flatMap((platform) => {
        const mine = ours.get(platform.id)
        const fields = mine ? listDifferences(mine, platform) : []
        return fields.length > 0
          ? [
              {
                id: platform.id,
                name: nameOf(platform),
                fields: fields.map(({ path, mine: one, shipped }) => ({
                  path,
                  mine: showCatalogueValue(one),
                  theirs: showCatalogueValue(shipped),
                })),
              },
            ]
          : []
      })
      const added = theirs.filter(({ id }) => !ours.has(id)).map(({ id }) => id)
      return { added, changed, same: theirs.length - added.length - changed.length }
    },
    async import({ token, ids }) {
      const chosen = (await readFileOf(token)).filter(({ id }) => ids.includes(id))
      if (chosen.length === 0) throw refuse('没有选择要导入的平台')
      for (const platform of chosen) refuseLosing(platform.id, platform)
      const answer = change(
        `导入了 ${chosen.length} 个平台的资料`,
        '',
        () => chosen.forEach(keep),
        () => ({ taken: chosen.length }),
      )
      await inbox.settle([token])
      return answer
    },
  }
}

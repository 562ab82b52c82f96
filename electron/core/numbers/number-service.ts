import type { Service } from '#shared/contract.ts'
import type { NumberId } from '#shared/ids.ts'
import { numberStateNames, type NumberDraft, type NumberImport } from '#shared/numbers.ts'
import { parsePhoneNumber } from '#shared/rules/phone-number.ts'
import type { Changes } from '../changes.ts'
import type { CompanyRepository } from '../companies/company-repository.ts'
import type { Inbox } from '../inbox.ts'
import { notFound, refuse, Refusal } from '../refusal.ts'
import type { NumberRepository, StoredNumber } from './number-repository.ts'
import { planImport } from './plan-import.ts'
import { readTable } from './read-table.ts'

/** Our own numbers: one by one, and from lists. */
export function createNumberService({
  numbers,
  companies,
  changes,
  inbox,
  ids,
}: {
  readonly numbers: NumberRepository
  readonly companies: Pick<CompanyRepository, 'find'>
  readonly changes: Changes
  readonly inbox: Inbox
  readonly ids: () => string
}): Service<'numbers'> {
  const find = (id: string) => {
    const number = numbers.find(id)
    if (!number) throw notFound('号码', id)
    return number
  }

  function toStored(companyId: StoredNumber['companyId'], draft: NumberDraft, old: StoredNumber | null): StoredNumber {
    const { text, ...facts } = draft
    const parsed = parsePhoneNumber(text)
    if (!parsed.ok)
      throw new Refusal({ code: 'invalid-input', issues: [{ path: 'draft.text', message: parsed.sentence }] })
    return { ...facts, ...parsed.number, companyId, id: old?.id ?? (ids() as NumberId), state: old?.state ?? 'active' }
  }

  const refuseTaken = (stored: StoredNumber) => {
    const taken = numbers.findByDigits(stored.companyId, stored.digits)
    if (taken && taken.id !== stored.id) throw refuse(`号码 ${stored.shown} 已经登记过，不能重复登记`)
  }

  const refuseStranger = (companyId: string) => {
    if (!companies.find(companyId)) throw notFound('公司主体', companyId)
  }

  async function plan(companyId: string, token: string): Promise<NumberImport> {
    refuseStranger(companyId)
    const item = inbox.find(token)
    const table = await readTable(item.path, item.name)
    return planImport(table, item.name, {
      isTaken: (digits) => numbers.findByDigits(companyId, digits) !== undefined,
      companyName: companies.find(companyId)?.name ?? '',
    })
  }

  return {
    list: ({ page, pageSize, ...filter }) => numbers.page(filter, pageSize, (page - 1) * pageSize),
    find: ({ id }) => find(id),
    save({ id, companyId, draft }) {
      refuseStranger(companyId)
      const old = id === undefined ? null : find(id)
      if (old && old.companyId !== companyId) throw notFound('号码', old.id)
      const stored = toStored(companyId, draft, old)
      refuseTaken(stored)
      if (old && old.digits !== stored.digits && numbers.countAppeals(old.id) > 0)
        throw refuse(`号码 ${old.shown} 已有申诉记录，不能改成另一个号码；请另外登记 ${stored.shown}`)
      const what = `${old ? '修改' : '登记'}了号码 ${stored.shown}`
      return changes.make({ what, subject: stored.id, areas: ['numbers', 'dossiers', 'letters'] }, () => {
        numbers.save(stored)
        return find(stored.id)
      })
    },
    setState({ id, state, reason }) {
      const number = find(id)
      const what = `把号码 ${number.shown} 改为${numberStateNames[state]}：${reason}`
      return changes.make({ what, subject: id, areas: ['numbers'] }, () => {
        numbers.save({ ...number, state })
        return find(id)
      })
    },
    remove({ id }) {
      const number = find(id)
      if (numbers.countAppeals(id) > 0)
        throw refuse(`号码 ${number.shown} 已有申诉记录，不能删除；不再使用时请改为「已停用」`)
      return changes.make({ what: `删除了号码 ${number.shown}`, subject: id, areas: ['numbers', 'sightings'] }, () => {
        numbers.remove(id)
        return {}
      })
    },
    previewImport: ({ companyId, token }) => plan(companyId, token),
    async import({ companyId, token }) {
      const planned = await plan(companyId, token)
      if (planned.taken === 0) throw refuse('这份清单里没有可以登记的号码，请按每行的提示修改后再导入')
      const answer = changes.make(
        { what: `从「${planned.fileName}」导入了 ${planned.taken} 个号码`, subject: companyId, areas: ['numbers'] },
        () => {
          for (const { draft } of planned.rows) {
            if (!draft) continue
            const stored = toStored(companyId, draft, null)
            // Somebody may have registered it since the list was read.
            refuseTaken(stored)
            numbers.save(stored)
          }
          return planned
        },
      )
      await inbox.settle([token])
      return answer
    },
  }
}

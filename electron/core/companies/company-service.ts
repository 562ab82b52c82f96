import type { Company } from '#shared/companies.ts'
import type { Service } from '#shared/contract.ts'
import type { CompanyId } from '#shared/ids.ts'
import type { Changes } from '../changes.ts'
import { notFound, refuse } from '../refusal.ts'
import type { CompanyRepository } from './company-repository.ts'

/** Appellants: several, each with its allow-list. */
export function createCompanyService({
  companies,
  changes,
  ids,
  today,
}: {
  readonly companies: CompanyRepository
  readonly changes: Changes
  readonly ids: () => string
  readonly today: () => string
}): Service<'companies'> {
  const find = (id: string): Company => {
    const company = companies.find(id)
    if (!company) throw notFound('公司主体', id)
    return company
  }
  return {
    list: () => companies.all(),
    save({ id, draft }) {
      const old = id === undefined ? null : find(id)
      const taken = companies.findByCode(draft.code)
      if (taken && taken.id !== id)
        throw refuse(`统一社会信用代码 ${draft.code} 已登记为「${taken.name}」，不能重复登记`)
      const company: Company = {
        ...draft,
        id: old?.id ?? (ids() as CompanyId),
        sample: old?.sample ?? false,
        createdOn: old?.createdOn ?? today(),
      }
      const what = `${old ? '修改' : '登记'}了公司主体「${company.name}」`
      return changes.make({ what, subject: company.id, areas: ['companies', 'dossiers', 'letters'] }, () => {
        companies.save(company)
        return company
      })
    },
    remove({ id }) {
      const company = find(id)
      const { numbers, exhibits, dossiers } = companies.hanging(id)
      if (numbers + exhibits + dossiers > 0)
        throw refuse(
          `「${company.name}」名下还有 ${numbers} 个号码、${exhibits} 份证据材料、${dossiers} 个卷宗，不能删除；请先处理这些内容`,
        )
      return changes.make({ what: `删除了公司主体「${company.name}」`, subject: id, areas: ['companies'] }, () => {
        companies.remove(id)
        return {}
      })
    },
  }
}

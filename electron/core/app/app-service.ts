import { type Settings as AppSettings, settingsSchema, type Status } from '#shared/app.ts'
import type { Service } from '#shared/contract.ts'
import type { Changes } from '../changes.ts'
import type { CompanyRepository } from '../companies/company-repository.ts'
import type { Db } from '../database/open-database.ts'
import type { PersonRepository } from '../people/person-repository.ts'
import { notFound, refuse } from '../refusal.ts'
import type { Settings } from '../settings.ts'
import { programVersion } from '../version.ts'
import type { Sample } from './sample.ts'

/** Used until the user says otherwise; 3–7 working days is the usual practice (通行做法). */
const defaults: AppSettings = {
  largeText: false,
  theme: 'light',
  backupFolder: null,
  house: { formats: ['jpg', 'pdf'], maxBytes: 5 * 1024 * 1024, answerWorkdaysMin: 3, answerWorkdaysMax: 7 },
}

/** The user's settings over the defaults; an unreadable value falls back rather than stops the program. */
export function readAppSettings(settings: Settings): AppSettings {
  const kept = settings.read('settings')
  const backupFolder = settings.read('backupFolder')
  const parsed = settingsSchema.safeParse({ ...defaults, ...(kept as object | null), backupFolder })
  return parsed.success ? parsed.data : defaults
}

/** Who works, for whom, and how the program is set. */
export function createAppService({
  db,
  settings,
  companies,
  people,
  changes,
  sample,
  dataFolder,
  warnings,
  today,
}: {
  readonly db: Db
  readonly settings: Settings
  readonly companies: CompanyRepository
  readonly people: PersonRepository
  readonly changes: Changes
  readonly sample: Sample
  readonly dataFolder: string
  /** What is wrong with where the data lies, asked each time. */
  readonly warnings: () => readonly string[]
  readonly today: () => string
}): Service<'app'> {
  const steps = db.prepare<[], Record<keyof Status['steps'], number>>(
    `SELECT EXISTS (SELECT 1 FROM company WHERE sample = 0) AS company,
      EXISTS (SELECT 1 FROM number JOIN company ON company.id = company_id WHERE sample = 0) AS number,
      EXISTS (SELECT 1 FROM exhibit JOIN company ON company.id = company_id WHERE sample = 0) AS exhibit,
      EXISTS (SELECT 1 FROM dossier JOIN company ON company.id = company_id WHERE sample = 0) AS dossier,
      EXISTS (SELECT 1 FROM submission JOIN company ON company.id = company_id WHERE sample = 0) AS submission`,
  )

  function status(): Status {
    const all = companies.all()
    const done = steps.get()
    const chosen = all.find(({ id }) => id === settings.read('company')) ?? all[0] ?? null
    return {
      version: programVersion,
      dataFolder,
      today: today(),
      person: people.find(String(settings.read('person'))) ?? null,
      company: chosen,
      hasSample: all.some((company) => company.sample),
      settings: readAppSettings(settings),
      warnings: [...warnings()],
      steps: {
        company: done?.company === 1,
        number: done?.number === 1,
        exhibit: done?.exhibit === 1,
        dossier: done?.dossier === 1,
        submission: done?.submission === 1,
      },
    }
  }

  const change = (what: string, work: () => void) =>
    changes.make({ what, subject: '', areas: ['dossiers', 'submissions'] }, () => {
      work()
      return status()
    })

  return {
    status,
    work({ personId }) {
      const person = people.find(personId)
      if (!person) throw notFound('人员', personId)
      return change(`「${person.name}」开始使用`, () => settings.write('person', personId))
    },
    represent({ companyId }) {
      const company = companies.find(companyId)
      if (!company) throw notFound('公司主体', companyId)
      return change(`切换到「${company.name}」`, () => settings.write('company', companyId))
    },
    configure(wanted) {
      const next = { ...readAppSettings(settings), ...wanted }
      if (next.house.answerWorkdaysMin > next.house.answerWorkdaysMax)
        throw refuse('默认答复时间的最短天数不能大于最长天数')
      return change('修改了设置', () => {
        const { backupFolder, ...rest } = next
        settings.write('settings', rest)
        settings.write('backupFolder', backupFolder)
      })
    },
    async addSample() {
      const refuseTwice = () => {
        if (companies.all().some((company) => company.sample)) throw refuse('示例数据已经在了')
      }
      refuseTwice()
      const add = await sample.prepare()
      return changes.make({ what: '载入了示例数据', subject: '', areas: sample.areas }, () => {
        refuseTwice()
        settings.write('company', add())
        return status()
      })
    },
    removeSample() {
      if (!companies.all().some((company) => company.sample)) throw refuse('没有示例数据')
      return changes.make({ what: '清除了示例数据', subject: '', areas: sample.areas, undoable: false }, () => {
        sample.remove()
        return status()
      })
    },
  }
}

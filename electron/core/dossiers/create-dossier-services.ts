import type { HouseDefaults } from '#shared/app.ts'
import type { Services } from '#shared/contract.ts'
import type { HolidayCalendar } from '#shared/rules/workdays.ts'
import type { AppealRepository } from '../appeals/appeal-repository.ts'
import type { Changes } from '../changes.ts'
import type { CompanyRepository } from '../companies/company-repository.ts'
import type { Db } from '../database/open-database.ts'
import type { ExhibitRepository } from '../exhibits/exhibit-repository.ts'
import type { InspectionStore } from '../exhibits/inspection-store.ts'
import { showExhibit } from '../exhibits/show-exhibit.ts'
import type { Outlet } from '../file-service.ts'
import type { FileStore } from '../files/file-store.ts'
import type { Inbox } from '../inbox.ts'
import type { Jobs } from '../jobs/create-jobs.ts'
import { createKeepPrint } from '../letters/keep-print.ts'
import { createLetterPrinter } from '../letters/letter-printer.ts'
import { createLetterRepository } from '../letters/letter-repository.ts'
import { createLetterService } from '../letters/letter-service.ts'
import { loadLetterTemplates } from '../letters/load-letter-templates.ts'
import { createTakeStamped } from '../letters/take-stamped.ts'
import type { NumberRepository } from '../numbers/number-repository.ts'
import { createPackageService } from '../packages/package-service.ts'
import type { Catalogue } from '../platforms/catalogue.ts'
import type { Resources } from '../ports.ts'
import { notFound } from '../refusal.ts'
import type { RunningJobs } from '../running-jobs.ts'
import type { SightingRepository } from '../sightings/sighting-repository.ts'
import { listToday } from '../submissions/list-today.ts'
import { createSubmissionRepository } from '../submissions/submission-repository.ts'
import { createSubmissionService } from '../submissions/submission-service.ts'
import { createBundleMaker } from './bundle-maker.ts'
import { createDossierRepository } from './dossier-repository.ts'
import { createDossierService } from './dossier-service.ts'
import { createGatherDossier } from './gather-dossier.ts'
import { createMakeBuild } from './make-build.ts'
import { createOpenDossier } from './open-dossier.ts'
import { createShowDossier } from './show-dossier.ts'

interface Needs {
  readonly db: Db
  readonly files: FileStore
  readonly previews: FileStore
  readonly scratch: string
  readonly resources: Resources
  readonly jobs: Jobs
  readonly running: RunningJobs
  readonly inbox: Inbox
  readonly outlet: Outlet
  readonly changes: Changes
  readonly store: InspectionStore
  readonly catalogue: Catalogue
  readonly calendar: HolidayCalendar
  readonly companies: CompanyRepository
  readonly numbers: NumberRepository
  readonly sightings: SightingRepository
  readonly appeals: AppealRepository
  readonly exhibits: ExhibitRepository
  readonly house: () => HouseDefaults
  readonly ids: () => string
  readonly now: () => Date
  readonly today: () => string
  readonly who: () => string
}

/** Everything round a dossier, joined: dossiers, letters, packages, submissions. */
export async function createDossierServices(
  needs: Needs,
): Promise<Pick<Services, 'dossiers' | 'letters' | 'packages' | 'submissions'>> {
  const { db, files, previews, scratch, jobs, running, inbox, outlet, changes, store, catalogue } = needs
  const { appeals, exhibits, sightings, ids, now, today } = needs
  const templates = await loadLetterTemplates(needs.resources.templates)
  const dossiers = createDossierRepository(db)
  const letters = createLetterRepository(db)
  const submissions = createSubmissionRepository(db)
  const maker = createBundleMaker({ jobs, files, previews, workFolder: scratch })
  const gather = createGatherDossier({ ...needs, dossiers, letters, templates })
  const stamps = new Map(templates.map((template) => [template.id, template.stamps.length > 0]))
  const needsStamp = (templateId: string) => stamps.get(templateId) ?? false
  const showing = createShowDossier({ ...needs, dossiers, gather, maker, needsStamp })
  const makeBuild = createMakeBuild({ ...needs, maker, templates, workFolder: scratch })
  const opening = createOpenDossier({ ...needs, dossiers, letters, templates })
  const printer = createLetterPrinter({ jobs, previews, files, maker, workFolder: scratch })
  const takeStamped = createTakeStamped({ letters, exhibits, store, files, jobs, inbox, changes, ids, now })

  const findBuild = (id: string) => {
    const build = dossiers.findBuild(id)
    if (!build) throw notFound('提交包', id)
    const { bundle, package: made } = build
    const named = new Map([
      [bundle.name, bundle.sha256],
      ...made.files.map(({ name, sha256 }) => [name, sha256] as const),
    ])
    return {
      folderName: bundle.name.replace(/\.pdf$/, ''),
      files: [...named].map(([name, sha256]) => ({ name, sha256 })),
    }
  }

  return {
    dossiers: createDossierService({ ...needs, dossiers, gather, showing, maker, makeBuild, opening }),
    letters: createLetterService({
      letters,
      dossiers,
      gather,
      maker,
      printer,
      keepPrint: createKeepPrint({ printer, store }),
      takeStamped,
      templates,
      outlet,
      changes,
      ids,
      now,
    }),
    packages: createPackageService({ findBuild, files, outlet, running }),
    submissions: createSubmissionService({
      ...needs,
      submissions,
      dossiers,
      gather,
      showing,
      listToday: (companyId) =>
        listToday({
          submissions: submissions.list(companyId),
          dossiers: dossiers.list(companyId, 'preparing').map(({ id }) => showing.summarise(id)),
          exhibits: exhibits
            .list({ companyId, search: '', kind: null, removed: false })
            .map((exhibit) => showExhibit(exhibit, today())),
          sightings: sightings.list(companyId, null).map((sighting) => ({
            ...sighting,
            platformName: sighting.platformId && catalogue.nameOf(sighting.platformId),
          })),
          appeals: appeals
            .list({ companyId, state: null, search: '' })
            .map((appeal) => ({ ...appeal, platformName: catalogue.nameOf(appeal.platformId) })),
          calendar: needs.calendar,
          today: today(),
        }),
    }),
  }
}

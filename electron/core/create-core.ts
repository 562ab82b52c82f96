import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { todayInShanghai } from '#shared/rules/calendar-dates.ts'
import { createAppService, readAppSettings } from './app/app-service.ts'
import { createSample } from './app/sample.ts'
import { createAppealRepository } from './appeals/appeal-repository.ts'
import { createAppealService } from './appeals/appeal-service.ts'
import { applyPendingRestore } from './backups/apply-pending-restore.ts'
import { createBackupService } from './backups/backup-service.ts'
import { MARKER } from './backups/pending-restore.ts'
import { findStorageWarnings } from './backups/storage-warnings.ts'
import { createBroadcast } from './broadcast.ts'
import { loadCalendar } from './calendar/load-calendar.ts'
import { createChanges } from './changes.ts'
import { createCompanyRepository } from './companies/company-repository.ts'
import { createCompanyService } from './companies/company-service.ts'
import type { Core, CoreOptions } from './core.ts'
import { openDatabase, openForReading } from './database/open-database.ts'
import { createUndoLog } from './database/undo-log.ts'
import { createDispatch } from './dispatch.ts'
import { createDocumentService } from './documents/document-service.ts'
import { createDossierServices } from './dossiers/create-dossier-services.ts'
import { createExhibitRepository } from './exhibits/exhibit-repository.ts'
import { createExhibitService } from './exhibits/exhibit-service.ts'
import { createInspectionStore } from './exhibits/inspection-store.ts'
import { createTakeScreenshot } from './exhibits/take-screenshot.ts'
import { createFileService, createOutlet } from './file-service.ts'
import { createFileStore } from './files/file-store.ts'
import { sweepFiles } from './files/sweep-files.ts'
import { createHistoryService } from './history/history-service.ts'
import { createInbox } from './inbox.ts'
import { createJobs } from './jobs/create-jobs.ts'
import { createNumberRepository } from './numbers/number-repository.ts'
import { createNumberService } from './numbers/number-service.ts'
import { createPersonRepository } from './people/person-repository.ts'
import { createPersonService } from './people/person-service.ts'
import { createCatalogue } from './platforms/catalogue.ts'
import { createCatalogueService } from './platforms/catalogue-service.ts'
import { loadPlatforms } from './platforms/load-platforms.ts'
import { createRunningJobs } from './running-jobs.ts'
import { createServe } from './serve.ts'
import { createSettings } from './settings.ts'
import { createSightingRepository } from './sightings/sighting-repository.ts'
import { createSightingService } from './sightings/sighting-service.ts'
import { programVersion } from './version.ts'

/** The recycle bin keeps what was put there for 30 days. */
const BIN_MS = 30 * 86_400_000

/** Where everything of one data folder lies. */
const layout = (dataFolder: string) => ({
  database: join(dataFolder, 'zhengming.sqlite'),
  files: join(dataFolder, 'files'),
  /** Emptied at every start. */
  scratch: join(dataFolder, 'scratch'),
})

/**
 * Builds the application over one data folder. Throws a refusal when the database cannot be opened
 * (damaged, from a newer version, no place to write); nothing is changed then.
 */
export async function createCore({
  dataFolder,
  rendererFolder,
  resources,
  ports,
  terminal = false,
  readOnly = false,
}: CoreOptions): Promise<Core> {
  const places = layout(dataFolder)
  const { now, ids } = ports
  const restore = readOnly ? null : applyPendingRestore(dataFolder)
  const db = readOnly ? openForReading(places.database) : openDatabase(places.database, now())
  // A reader beside the window leaves the window's scratch files alone.
  const scratch = readOnly ? join(places.scratch, `reader-${process.pid}`) : places.scratch
  rmSync(scratch, { recursive: true, force: true })
  mkdirSync(scratch, { recursive: true })

  const files = createFileStore(places.files)
  const previews = createFileStore(join(scratch, 'previews'))

  const broadcast = createBroadcast()
  const today = () => todayInShanghai(now())
  const settings = createSettings(db)
  const people = createPersonRepository(db)
  const who = () => people.find(String(settings.read('person')))?.name ?? ''
  const undoLog = createUndoLog(db)
  const changes = createChanges({
    db,
    undoLog,
    broadcast,
    now,
    who,
    // What is written now would be moved aside with the replaced database.
    refuseWhen: () =>
      existsSync(join(dataFolder, MARKER)) ? '备份已准备好恢复：请关闭程序再打开，恢复完成后再继续工作' : null,
  })
  const jobs = createJobs(ports.isolate, resources)
  const running = createRunningJobs(broadcast)
  const inbox = createInbox(join(scratch, 'inbox'), ids)
  const outlet = createOutlet(ports)

  const catalogue = createCatalogue(db, loadPlatforms(join(resources.templates, 'platforms')).platforms)
  broadcast.subscribe((event) => event.kind === 'changed' && event.areas.includes('catalogue') && catalogue.refresh())
  const { calendar } = loadCalendar(join(resources.templates, 'holidays'))

  const companies = createCompanyRepository(db)
  const numbers = createNumberRepository(db)
  const sightings = createSightingRepository(db)
  const appeals = createAppealRepository(db)
  const exhibits = createExhibitRepository(db)
  if (!readOnly) {
    exhibits.forget(new Date(now().getTime() - BIN_MS).toISOString())
    await sweepFiles(db, files)
  }
  const store = createInspectionStore({ db, files, jobs, workFolder: scratch, now })
  const sample = createSample({
    db,
    templatesFolder: resources.templates,
    store,
    companies,
    numbers,
    exhibits,
    sightings,
    ids,
    now,
    today,
  })
  const backups = createBackupService({
    db,
    files,
    dataFolder,
    settings,
    changes,
    outlet,
    running,
    now,
    programVersion,
  })
  const takeScreenshot = createTakeScreenshot({ store, exhibits, inbox, ids, now })

  const dispatch = createDispatch(
    {
      app: createAppService({
        db,
        settings,
        companies,
        people,
        changes,
        sample,
        dataFolder,
        warnings: () => [
          ...(restore && !restore.restored ? [restore.problem] : []),
          ...findStorageWarnings(dataFolder),
          ...backups.warnings(),
        ],
        today,
      }),
      companies: createCompanyService({ companies, changes, ids, today }),
      people: createPersonService({ people, settings, changes, ids }),
      numbers: createNumberService({ numbers, companies, changes, inbox, ids }),
      catalogue: createCatalogueService({ catalogue, changes, inbox, outlet, now, today, who }),
      sightings: createSightingService({ sightings, numbers, catalogue, changes, takeScreenshot, ids, now }),
      appeals: createAppealService({ appeals, sightings, numbers, catalogue, changes, ids, now, today, who }),
      exhibits: createExhibitService({
        exhibits,
        companies,
        store,
        files,
        inbox,
        outlet,
        changes,
        running,
        ids,
        now,
        today,
      }),
      ...(await createDossierServices({
        db,
        files,
        previews,
        scratch,
        resources,
        jobs,
        running,
        inbox,
        outlet,
        changes,
        store,
        catalogue,
        calendar,
        companies,
        numbers,
        sightings,
        appeals,
        exhibits,
        house: () => readAppSettings(settings).house,
        ids,
        now,
        today,
        who,
      })),
      backups: backups.service,
      history: createHistoryService({ db, changes, undoLog }),
      jobs: running.service,
      files: createFileService({ files, inbox, outlet, ports }),
      documents: createDocumentService({ jobs, running, workFolder: scratch, terminal }),
    },
    ports,
    { readOnly, dataFolder },
  )

  return {
    dispatch,
    serve: createServe({
      rendererFolder,
      filesFolder: places.files,
      previewsFolder: previews.folder,
      fontsFolder: resources.fonts,
      inbox,
    }),
    subscribe: (listener) => broadcast.subscribe(listener),
    async close() {
      running.cancelAll()
      jobs.close()
      if (!readOnly) {
        // The work is saved whether or not a copy of it could be made; the next start says that it could not.
        await backups.backUpOnQuit().catch((thrown: unknown) => ports.log.error(ids(), thrown))
        db.pragma('wal_checkpoint(TRUNCATE)')
      }
      db.close()
      if (readOnly) rmSync(scratch, { recursive: true, force: true })
    },
  }
}

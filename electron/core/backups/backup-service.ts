import { mkdir, rm, writeFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { join, resolve, sep } from 'node:path'
import { randomUUID } from 'node:crypto'
import type { Backup } from '#shared/backups.ts'
import type { Service } from '#shared/contract.ts'
import type { Changes } from '../changes.ts'
import type { FileStore } from '../files/file-store.ts'
import { asStorageRefusal } from '../files/write-safely.ts'
import type { Outlet } from '../file-service.ts'
import { notFound, refuse, Refusal } from '../refusal.ts'
import type { RunningJob, RunningJobs } from '../running-jobs.ts'
import type { Settings } from '../settings.ts'
import type { Db } from '../database/open-database.ts'
import { listBackups, rootIn, toBackup, type FoundBackup } from './backup-record.ts'
import { checkBackup } from './check-backup.ts'
import { BACKUP_NOTE, makeBackup, readState } from './make-backup.ts'
import { MARKER, prepareRestore } from './pending-restore.ts'

/** What backups need from the core. */
export interface BackupNeeds {
  readonly db: Db
  readonly files: FileStore
  readonly dataFolder: string
  readonly settings: Pick<Settings, 'read' | 'write'>
  readonly changes: Pick<Changes, 'make'>
  readonly outlet: Pick<Outlet, 'askFolder' | 'remember'>
  readonly running: Pick<RunningJobs, 'run'>
  readonly now: () => Date
  readonly programVersion: string
}

/** Nobody watches a backup made on quitting, and nobody stops it. */
const unwatched: RunningJob = { signal: new AbortController().signal, progress: () => undefined }

/** Makes sure that something can be written there, before the folder is remembered. */
async function tryWriting(folder: string) {
  const probe = join(folder, `.zhengming-${randomUUID()}`)
  try {
    await writeFile(probe, '')
    await rm(probe)
  } catch (thrown) {
    throw asStorageRefusal(thrown, folder)
  }
}

/** Where backups are kept: the folder a person picked, and beside the data as long as nobody did. */
function createBackupPlaces({ settings, dataFolder }: Pick<BackupNeeds, 'settings' | 'dataFolder'>) {
  const besideData = rootIn(join(dataFolder, 'backups'))
  const chosen = () => {
    const folder = settings.read('backupFolder')
    return typeof folder === 'string' ? rootIn(folder) : null
  }
  const all = () => [...new Set([chosen(), besideData].filter((root) => root !== null))]
  return {
    besideData,
    chosen,
    async found(): Promise<readonly FoundBackup[]> {
      const lists = await Promise.all(all().map(listBackups))
      return lists.flat().toSorted((a, b) => b.record.madeAt.localeCompare(a.record.madeAt))
    },
  }
}

/**
 * Backups of database and files: made, listed, checked, put back. `backUpOnQuit` answers null when nothing
 * changed since the newest backup; `warnings` says in Chinese what a person should know about them.
 */
export function createBackupService(needs: BackupNeeds) {
  const { db, files, dataFolder, settings, changes, outlet, running, now } = needs
  const places = createBackupPlaces(needs)
  let last: Promise<unknown> = Promise.resolve()

  /** One backup at a time: two would name the same files. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = last.then(work, work)
    last = turn.catch(() => undefined)
    return turn
  }

  async function make(root: string, why: Backup['why'], job: RunningJob): Promise<Backup> {
    if (root === places.besideData) await mkdir(join(dataFolder, 'backups'), { recursive: true })
    const backup = toBackup(await inTurn(() => makeBackup(needs, { root, now: now(), why }, job)))
    outlet.remember(backup.path)
    return backup
  }

  async function find(path: string): Promise<FoundBackup> {
    const backup = (await places.found()).find((one) => one.path === path)
    if (!backup) throw notFound('备份', path)
    return backup
  }

  const service: Service<'backups'> = {
    list: async () => (await places.found()).map(toBackup),
    async chooseFolder() {
      const folder = resolve(await outlet.askFolder('备份保存到哪个文件夹'))
      if (`${folder}${sep}`.startsWith(resolve(dataFolder) + sep))
        throw refuse('备份不能放在数据文件夹里面：数据损坏时会一起丢失。请选择另一个磁盘、U盘或网络位置')
      await tryWriting(folder)
      return changes.make({ what: `把备份文件夹设为「${folder}」`, subject: '', areas: ['backups'] }, () => {
        settings.write('backupFolder', folder)
        return { folder }
      })
    },
    create: ({ job }) =>
      running.run(job, async (context) => {
        const backup = await make(places.chosen() ?? places.besideData, 'demand', context)
        changes.make({ what: BACKUP_NOTE, subject: '', areas: ['backups'] }, () => undefined)
        return backup
      }),
    async verify({ path }) {
      const backup = await find(path)
      await checkBackup(backup, unwatched)
      return toBackup(backup)
    },
    restore: ({ path, job }) =>
      running.run(job, async (context) => {
        const backup = await find(path)
        await checkBackup(backup, context)
        await make(places.chosen() ?? places.besideData, 'restore', context)
        await prepareRestore(backup, { dataFolder, files, now: now() }, context)
        return { restart: true as const }
      }),
  }

  async function backUpOnQuit(): Promise<Backup | null> {
    // A restore waits, and its own backup was just made.
    if (existsSync(join(dataFolder, MARKER))) return null
    const [newest] = await places.found()
    if (newest?.record.state === readState(db)) return null
    const chosen = places.chosen()
    if (chosen === null) return make(places.besideData, 'quit', unwatched)
    try {
      return await make(chosen, 'quit', unwatched)
    } catch (thrown) {
      // The drive is not plugged in: better beside the data than nowhere.
      if (thrown instanceof Refusal && thrown.error.code === 'storage')
        return make(places.besideData, 'quit', unwatched)
      throw thrown
    }
  }

  function warnings(): readonly string[] {
    const folder = settings.read('backupFolder')
    if (typeof folder !== 'string')
      return ['还没有选择备份文件夹，备份暂存在数据文件夹里，磁盘损坏时会一起丢失；请在设置里选择另一个磁盘或U盘。']
    return existsSync(folder)
      ? []
      : [`备份文件夹「${folder}」现在找不到，请接上该磁盘或重新选择；在此之前备份暂存在数据文件夹里。`]
  }

  return { service, backUpOnQuit, warnings }
}

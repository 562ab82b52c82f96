import { existsSync, statfsSync } from 'node:fs'
import { dirname } from 'node:path'

/** Folders that a program copies away while we write, by how their paths look. */
const synced: readonly (readonly [RegExp, string])[] = [
  [/onedrive/i, 'OneDrive'],
  [/坚果云|nutstore/i, '坚果云'],
  [/百度网盘|百度云|baidu(netdisk|syncdisk|wangpan)/i, '百度网盘'],
  [/dropbox/i, 'Dropbox'],
  [/icloud|com~apple~clouddocs|mobile documents/i, 'iCloud'],
  [/google ?drive|googledrive/i, 'Google Drive'],
  [/wpsdrive|wps云盘|wps 云盘/i, 'WPS 云盘'],
  [/微云|weiyun/i, '微云'],
]

/** Network file systems by statfs type on Linux: nfs, smb, cifs, smb2. */
const networkTypes = new Set([0x6969, 0x517b, 0xff534d42, 0xfe534d42])

/** The nearest folder that exists, for a data folder not made yet. */
function nearest(folder: string): string {
  const above = dirname(folder)
  return existsSync(folder) || above === folder ? folder : nearest(above)
}

function liesOnNetwork(folder: string): boolean {
  if (/^(\\\\|\/\/)[^\\/?.]/.test(folder)) return true
  if (process.platform !== 'linux') return false
  try {
    return networkTypes.has(statfsSync(nearest(folder)).type)
  } catch {
    return false
  }
}

/** What a person should know about where the data lies, as Chinese sentences; databases break in synced and shared folders. */
export function findStorageWarnings(dataFolder: string): readonly string[] {
  const service = synced.find(([looks]) => looks.test(dataFolder))
  return [
    ...(service
      ? [`数据文件夹在${service[1]}的同步目录里（${dataFolder}），同步可能损坏数据库；请把它移到本机的普通文件夹。`]
      : []),
    ...(liesOnNetwork(dataFolder)
      ? [`数据文件夹在网络共享上（${dataFolder}），断网或多人同时使用可能损坏数据库；请把它移到本机磁盘。`]
      : []),
  ]
}

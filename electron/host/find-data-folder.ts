import { homedir } from 'node:os'
import { join, resolve } from 'node:path'

/** The folder for programs' own files of this system's user. */
function programsFolder(environment: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  if (platform === 'win32') return environment['APPDATA'] ?? join(homedir(), 'AppData/Roaming')
  if (platform === 'darwin') return join(homedir(), 'Library/Application Support')
  return environment['XDG_DATA_HOME'] ?? join(homedir(), '.local/share')
}

/** Where a person's work is kept: as asked for, else `ZHENGMING_DATA`, else the system's place for it. */
export function findDataFolder(
  asked: string | undefined,
  environment: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): string {
  const named = asked ?? environment['ZHENGMING_DATA']
  return resolve(named ? named : join(programsFolder(environment, platform), 'zhengming'))
}

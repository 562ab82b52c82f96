import { spawn } from 'node:child_process'
import { dirname } from 'node:path'
import type { Ports } from '#core/ports.ts'
import { refuse } from '#core/refusal.ts'

/** Program and arguments that open or show a path on each system; never through a command shell. */
export function systemCommand(
  what: 'open' | 'reveal',
  path: string,
  platform: NodeJS.Platform,
): readonly [string, readonly string[]] {
  if (platform === 'win32') return ['explorer.exe', what === 'open' ? [path] : [`/select,${path}`]]
  if (platform === 'darwin') return ['open', what === 'open' ? [path] : ['-R', path]]
  return ['xdg-open', [what === 'open' ? path : dirname(path)]]
}

function start(what: 'open' | 'reveal', path: string): Promise<void> {
  const [program, args] = systemCommand(what, path, process.platform)
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { detached: true, stdio: 'ignore' })
    child.once('error', () => reject(refuse(`没能自动打开，请在文件管理器中查看：${path}`)))
    child.once('spawn', () => {
      child.unref()
      resolve()
    })
  })
}

/** Opens files with the system's own programs, for shells without Electron. */
export const openWithSystem: Ports['opener'] = {
  open: (path) => start('open', path),
  reveal: (path) => start('reveal', path),
}

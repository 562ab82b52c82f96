import type { Core, CoreOptions } from '#core/core.ts'
import { createCore } from '#core/create-core.ts'
import { Refusal } from '#core/refusal.ts'
import { createServe } from '#core/serve.ts'
import type { AppError } from '#shared/result.ts'
import { holdDataFolder } from './hold-data-folder.ts'

/**
 * A core that could not start: it still serves the page, and every request is answered with the reason,
 * so that the window can say in words what to do and nothing in the data folder is touched.
 */
export function createRefusedCore(options: CoreOptions, error: AppError): Core {
  const refuse = () => Promise.reject(new Refusal(error))
  const nowhere = `${options.rendererFolder}/nothing`
  return {
    dispatch: async () => ({ ok: false, error }),
    serve: createServe({
      rendererFolder: options.rendererFolder,
      filesFolder: nowhere,
      previewsFolder: nowhere,
      fontsFolder: options.resources.fonts,
      inbox: {
        receive: refuse,
        name: () => '',
        find: () => {
          throw new Refusal(error)
        },
        settle: async () => undefined,
      },
    }),
    subscribe: () => () => undefined,
    close: async () => undefined,
  }
}

/** Starts the core for a window: alone in its data folder, or as the refusal that the window then shows. */
export async function startCore(options: CoreOptions): Promise<Core> {
  const held = holdDataFolder(options.dataFolder)
  if (!held) return createRefusedCore(options, { code: 'app-running' })
  try {
    const core = await createCore(options)
    return { ...core, close: () => core.close().finally(held.release) }
  } catch (thrown) {
    held.release()
    if (thrown instanceof Refusal) return createRefusedCore(options, thrown.error)
    const incident = options.ports.ids()
    options.ports.log.error(incident, thrown)
    return createRefusedCore(options, { code: 'unexpected', incident })
  }
}

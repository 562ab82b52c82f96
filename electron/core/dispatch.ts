import { contract, type Services } from '#shared/contract.ts'
import type { Operation } from '#shared/operation.ts'
import type { AppError, Result } from '#shared/result.ts'
import { z } from '#shared/zod.ts'
import { isDamage } from './database/open-database.ts'
import { asStorageRefusal } from './files/write-safely.ts'
import type { Ports } from './ports.ts'
import { Refusal } from './refusal.ts'

const requestSchema = z.object({ area: z.string(), operation: z.string(), input: z.unknown().optional() })

interface Route {
  readonly definition: Operation
  readonly run: (input: unknown) => unknown
}

function check<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const issues = parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }))
  throw new Refusal({ code: 'invalid-input', issues })
}

function buildRoutes(services: Services): ReadonlyMap<string, Route> {
  const routes = new Map<string, Route>()
  for (const [area, operations] of Object.entries(contract)) {
    const service = services[area as keyof Services] as Record<string, Route['run']>
    for (const [name, definition] of Object.entries(operations)) {
      const run = service[name]
      if (!run) throw new Error(`no service for ${area}.${name}`)
      routes.set(`${area}.${name}`, { definition, run })
    }
  }
  return routes
}

/**
 * The one door: finds the operation, checks what goes in, runs it, checks what comes out. The only
 * place that turns a throw into a value. `readOnly` refuses whatever changes something.
 */
export function createDispatch(
  services: Services,
  ports: Pick<Ports, 'ids' | 'log'>,
  { readOnly, dataFolder }: { readonly readOnly: boolean; readonly dataFolder: string },
) {
  const routes = buildRoutes(services)

  /** A disk that is full or gone is no bug, wherever it was noticed; anything else that is no refusal is. */
  const explain = (thrown: unknown): AppError => {
    const place = (thrown as NodeJS.ErrnoException | null)?.path ?? dataFolder
    if (isDamage(thrown)) return { code: 'database-damaged', path: dataFolder }
    const refusal = asStorageRefusal(thrown, place)
    if (refusal instanceof Refusal) return refusal.error
    const incident = ports.ids()
    ports.log.error(incident, thrown)
    return { code: 'unexpected', incident }
  }

  return async function dispatch(raw: unknown): Promise<Result<unknown>> {
    try {
      const request = check(requestSchema, raw)
      const route = routes.get(`${request.area}.${request.operation}`)
      if (!route)
        throw new Refusal({ code: 'not-found', what: 'operation', id: `${request.area}.${request.operation}` })
      if (readOnly && !route.definition.reads) throw new Refusal({ code: 'app-running' })
      const value = await route.run(check(route.definition.input, request.input ?? {}))
      return { ok: true, value: route.definition.output.parse(value) }
    } catch (thrown) {
      return { ok: false, error: explain(thrown) }
    }
  }
}

import {
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router'
import { labelCodeSchema } from '#shared/kinds.ts'
import { numberStateSchema } from '#shared/numbers.ts'
import { z } from '#shared/zod.ts'
import { NotHere, Root, Stumble } from './root.tsx'

const text = z.string().optional().catch(undefined)
const flag = z.boolean().optional().catch(undefined)

const rootRoute = createRootRoute({ component: Root, notFoundComponent: NotHere, errorComponent: Stumble })

const homeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  beforeLoad: () => {
    // oxlint-disable-next-line typescript/only-throw-error -- the router's own way to redirect
    throw redirect({ to: '/today' })
  },
})

const todayRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/today',
  component: lazyRouteComponent(() => import('../features/today/today-screen.tsx'), 'TodayScreen'),
})

const numbersRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/numbers',
  validateSearch: z.object({
    search: text,
    state: numberStateSchema.optional().catch(undefined),
    page: z.int().min(1).optional().catch(undefined),
    size: z.int().min(1).max(500).optional().catch(undefined),
    /** `true` opens the form for a new number. */
    add: flag,
  }),
  component: lazyRouteComponent(() => import('../features/numbers/numbers-screen.tsx'), 'NumbersScreen'),
})

const sightingsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sightings',
  validateSearch: z.object({
    /** Only sightings of this number. */
    number: text,
    /** `true` opens the form for a new sighting. */
    add: flag,
    /** The sighting whose detail is open. */
    id: text,
  }),
  component: lazyRouteComponent(() => import('../features/sightings/sightings-screen.tsx'), 'SightingsScreen'),
})

const catalogueRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/catalogue',
  validateSearch: z.object({
    text,
    handset: text,
    kind: text,
    label: labelCodeSchema.optional().catch(undefined),
    foreign: flag,
    /** The platform whose detail is open. */
    id: text,
  }),
  component: lazyRouteComponent(() => import('../features/catalogue/catalogue-screen.tsx'), 'CatalogueScreen'),
})

const exhibitsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/exhibits',
  validateSearch: z.object({
    search: text,
    kind: text,
    removed: flag,
    /** The exhibit whose detail is open. */
    id: text,
  }),
  component: lazyRouteComponent(() => import('../features/exhibits/exhibits-screen.tsx'), 'ExhibitsScreen'),
})

const dossiersRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/dossiers',
  validateSearch: z.object({ search: text, state: z.enum(['preparing', 'submitted']).optional().catch(undefined) }),
  component: lazyRouteComponent(() => import('../features/dossiers/dossiers-screen.tsx'), 'DossiersScreen'),
})

const dossierRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/dossiers/$id',
  validateSearch: z.object({ tab: text }),
  component: lazyRouteComponent(() => import('./dossier-page.tsx'), 'DossierPage'),
})

const letterRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/letters/$id',
  component: lazyRouteComponent(() => import('../features/letters/letter-screen.tsx'), 'LetterScreen'),
})

const submissionsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/submissions',
  component: lazyRouteComponent(() => import('../features/submissions/submissions-screen.tsx'), 'SubmissionsScreen'),
})

const submissionRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/submissions/$id',
  component: lazyRouteComponent(() => import('../features/submissions/submission-screen.tsx'), 'SubmissionScreen'),
})

const settingsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/settings',
  validateSearch: z.object({ tab: text }),
  component: lazyRouteComponent(() => import('./settings-page.tsx'), 'SettingsPage'),
})

const routeTree = rootRoute.addChildren([
  homeRoute,
  todayRoute,
  numbersRoute,
  sightingsRoute,
  catalogueRoute,
  exhibitsRoute,
  dossiersRoute,
  dossierRoute,
  letterRoute,
  submissionsRoute,
  submissionRoute,
  settingsRoute,
])

/** Where one can be; the address is kept in the hash, so back and forward work. */
export const router = createRouter({
  routeTree,
  history: createHashHistory(),
  defaultPendingMinMs: 0,
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}

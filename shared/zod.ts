import { z } from 'zod'
import { sayIssue } from './chinese-issues.ts'

// zod probes `new Function` when the first object schema is built; under our content policy that
// is a console error. Setting it here, before any schema exists, is the only place early enough.
z.config({ jitless: true, localeError: sayIssue })

export { z }

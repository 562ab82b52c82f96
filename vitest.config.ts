import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

// Far from China on purpose: a rule that looks at the machine's own zone instead of Asia/Shanghai fails here.
const env = { TZ: 'America/New_York' }

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'house',
          include: ['tests/*.test.ts'],
          pool: 'threads',
          isolate: false,
          env,
        },
      },
      {
        test: {
          name: 'rules',
          include: ['tests/shared/**/*.test.ts'],
          pool: 'threads',
          isolate: false,
          env,
        },
      },
      {
        test: {
          name: 'core',
          include: ['tests/{core,database,documents}/**/*.test.ts'],
          pool: 'forks',
          isolate: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          env,
        },
      },
      {
        plugins: [react()],
        test: {
          name: 'screens',
          include: ['tests/renderer/**/*.test.{ts,tsx}'],
          environment: 'jsdom',
          pool: 'forks',
          testTimeout: 30_000,
          env,
        },
      },
      {
        test: {
          name: 'shells',
          include: ['tests/shells/**/*.test.ts'],
          pool: 'forks',
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          env,
        },
      },
    ],
  },
})

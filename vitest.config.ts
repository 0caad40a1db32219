import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: process.env.NHIP_SOAK
      ? // The soak takes minutes; `npm run test:soak` asks for it.
        ['test/soak/*.soak.ts']
      : [
          ...['src/**/*.test.ts', 'src/**/*.test.tsx', 'scripts/**/*.test.ts', 'test/**/*.test.ts'],
          // Of `npm run test:crash` alone: they need a disk of their own, or minutes.
          ...(process.env.NHIP_OWN_MOUNTS ? ['test/crash/*.fault.ts'] : []),
        ],
    globalSetup: ['test/global-setup.ts'],
    reporters: ['default', './test/count-reporter.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // A test that is left out must be seen: `.only` and empty files fail.
    allowOnly: false,
    passWithNoTests: false,
  },
})

import { defineConfig } from 'vitest/config'

/** What takes minutes is asked for by name: `npm run test:soak`, `test:pictures`, `test:crash`. */
function filesWanted(): string[] {
  if (process.env.NHIP_SOAK) return ['test/soak/*.soak.ts']
  if (process.env.NHIP_EVERY_PICTURE) return ['test/pictures/*.pictures.ts']
  return [
    ...['src/**/*.test.ts', 'src/**/*.test.tsx', 'scripts/**/*.test.ts', 'test/**/*.test.ts'],
    // They need a disk of their own, too.
    ...(process.env.NHIP_OWN_MOUNTS ? ['test/crash/*.fault.ts'] : []),
  ]
}

export default defineConfig({
  test: {
    include: filesWanted(),
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

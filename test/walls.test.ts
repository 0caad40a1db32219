import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')
const config = join(root, '.dependency-cruiser.cjs')
const { forbidden }: { forbidden: { name: string; comment: string }[] } = createRequire(import.meta.url)(config)

/** A file for each rule that does what the rule forbids. */
const broken: Record<string, Record<string, string>> = {
  'core-stands-alone': { 'src/core/reaches.ts': "import '../platform/pool.ts'" },
  'core-does-no-io': { 'src/core/reads.ts': "import 'node:fs'" },
  'modules-are-listed-not-imported': { 'src/platform/knows.ts': "import '../modules/roads/module.ts'" },
  'modules-know-core-and-kit': { 'src/modules/rail/module.ts': "import '../roads/module.ts'" },
  'web-knows-no-server': { 'src/web/page.ts': "import '../platform/pool.ts'" },
  'server-knows-no-web': { 'src/platform/draws.ts': "import '../web/kit.ts'" },
  'field-is-outside': { 'src/field/shortcut.ts': "import '../platform/pool.ts'" },
  'no-cycles': { 'src/platform/one.ts': "import './two.ts'", 'src/platform/two.ts': "import './one.ts'" },
}
const sound = {
  'src/platform/pool.ts': 'export {}',
  'src/modules/roads/module.ts': 'export {}',
  'src/web/kit.ts': 'export {}',
}

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'nhip-walls-'))
  const files = Object.assign({ 'tsconfig.json': '{}' }, sound, ...Object.values(broken))
  for (const [name, text] of Object.entries<string>(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
})
afterAll(() => rmSync(folder, { recursive: true }))

test('whoever climbs a wall is told which, and with its sentence', () => {
  const cruise = [join(root, 'node_modules/.bin/depcruise'), '--config', config, '--output-type', 'json', 'src']
  const { summary } = JSON.parse(execFileSync(process.execPath, cruise, { cwd: folder, encoding: 'utf8' }))
  const found = summary.violations.map(({ from, rule }: { from: string; rule: { name: string } }) => [rule.name, from])
  for (const [rule, files] of Object.entries(broken)) expect(found).toContainEqual([rule, Object.keys(files)[0]])
  for (const name of Object.keys(sound)) expect(found.map(([, from]: string[]) => from)).not.toContain(name)
})

test('every wall is tried, and says what it is for', () => {
  expect(forbidden.map(({ name }) => name).sort()).toEqual(Object.keys(broken).sort())
  for (const { name, comment } of forbidden) expect([name, comment.split(' ').length > 4]).toEqual([name, true])
})

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { ModuleDefinition } from '../../src/core/module.ts'
import { moduleFault } from '../../src/core/module-fault.ts'
import { indexAssetTypes, loadModules } from '../../src/platform/modules/load.ts'
import type { ModuleWeb } from '../../src/web/kit/module-web.tsx'

const folder = join(import.meta.dirname, '../../src/modules')
const modules = await loadModules()

/** What every module's README answers with `done` or `exempt: why`: the lines in bold. */
const checklist = [
  ...readFileSync(join(import.meta.dirname, '../../docs/module-checklist.md'), 'utf8').matchAll(
    /^\d\. \*\*(.+?)\*\*/gm,
  ),
].map(([, line]) => line)

/** Every text in both languages within a declaration, with where it stands. */
function* textsOf(value: unknown, at: string): Generator<{ at: string; vi: unknown; en: unknown }> {
  // A schema is a world of its own and holds no texts of ours.
  if (typeof value !== 'object' || value === null || value instanceof z.ZodType) return
  if ('vi' in value || 'en' in value) yield { at, vi: undefined, en: undefined, ...value }
  else for (const [key, part] of Object.entries(value)) yield* textsOf(part, `${at}.${key}`)
}

const filesOf = (id: string, name: string) => {
  const path = join(folder, id, name)
  return existsSync(path) ? readdirSync(path).filter((file) => file !== 'README.md') : []
}

test('every folder of modules is a module, and no two declare the same', () => {
  expect(modules.map(({ id }) => id)).toEqual(readdirSync(folder).sort())
  expect(() => indexAssetTypes(modules)).not.toThrow()
  const rules = modules.flatMap((module) => module.rules ?? []).map(({ key }) => key)
  expect(rules.filter((key, index) => rules.indexOf(key) !== index)).toEqual([])
})

describe.for(modules.map((module) => [module.id, module] as const))('%s', ([id, module]) => {
  test('is sound by the contract', () => expect(moduleFault(module)).toBeNull())

  test('has its texts in both languages, none empty, with the same blanks to fill', () => {
    const texts = [...textsOf(module, id)]
    expect(texts.length).toBeGreaterThan(0)
    for (const { at, vi, en } of texts) {
      expect([at, vi, en]).toEqual([at, expect.stringMatching(/\S/), expect.stringMatching(/\S/)])
      const blanks = (text: unknown) => [...new Set(String(text).match(/\{[^}]*\}/g))].sort()
      expect([at, blanks(vi)]).toEqual([at, blanks(en)])
    }
    const known = ['{asset}', '{value}', '{unit}', '{threshold}']
    const used = (module.rules ?? []).flatMap(({ title }) => title.vi.match(/\{[^}]*\}/g) ?? [])
    expect(used.filter((blank) => !known.includes(blank))).toEqual([])
  })

  test('has series whose keys can stand in a topic, each once within its type', () => {
    for (const { series } of module.assets ?? []) {
      const keys = series.map(({ key }) => key)
      expect(keys).toEqual([...new Set(keys)])
      for (const key of keys) expect(key).toMatch(/^[a-z][a-z0-9_]{0,62}$/)
      for (const { cadenceS } of series) expect(cadenceS).toBeGreaterThan(0)
    }
  })

  test('has attributes and settings that can be drawn as a form', () => {
    for (const schema of schemasOf(module))
      expect(z.toJSONSchema(schema, { io: 'input' })).toMatchObject({ type: 'object' })
  })

  test('has a README whose checklist answers every line', () => {
    const [, list = ''] = readFileSync(join(folder, id, 'README.md'), 'utf8').split('## Checklist')
    const answers = [...list.matchAll(/^\| (\S.*?) \| (.*?) ?\|$/gm)].map(([, line = '', answer = '']) => ({
      line,
      answer,
    }))
    expect(checklist.length).toBeGreaterThan(5)
    expect(answers.map(({ line }) => line)).toEqual(expect.arrayContaining(checklist))
    for (const { line, answer } of answers) {
      expect({ line, answer }).toEqual({ line, answer: expect.stringMatching(/^(done|exempt: .{4,})$/) })
    }
  })

  test('has a browser half that fits it, or none', async () => {
    const place = join(folder, id, 'web/index.tsx')
    if (!existsSync(place)) return
    const { default: web }: { default: ModuleWeb } = await import(place)
    expect(web.id).toBe(id)
    const declared = (module.permissions ?? []).map(({ key }) => key)
    const paths = web.pages.map(({ path }) => path)
    expect(paths).toEqual([...new Set(paths)])
    for (const { path, title, summary, permission } of web.pages) {
      expect(path).toMatch(/^[a-z][a-z0-9-]{0,40}$/)
      expect(declared).toContain(permission)
      for (const text of [title, summary]) {
        expect(text).toEqual({ vi: expect.stringMatching(/\S/), en: expect.stringMatching(/\S/) })
      }
    }
  })

  test('has fixtures where it has connectors, or devices that push', () => {
    const isFed = (module.connectors ?? []).length > 0 || (module.assets ?? []).some(({ series }) => series.length > 0)
    if (isFed) expect(filesOf(id, 'fixtures').length).toBeGreaterThan(0)
  })
})

const schemasOf = ({ assets = [], connectors = [] }: ModuleDefinition) => [
  ...assets.map(({ attributes }) => attributes),
  ...connectors.map(({ config }) => config),
]

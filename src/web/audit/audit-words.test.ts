import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { actionWords, kindWords } from './audit-words.ts'

const platform = join(import.meta.dirname, '../../platform')
const sources = readdirSync(platform, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  .map((name) => readFileSync(join(platform, name), 'utf8'))
  .filter((text) => text.includes('writeAudit'))

test('every action that the platform writes as a whole word has words in both languages, and so has its kind', () => {
  // Lines that hand an action to the audit.
  const lines = sources
    .flatMap((text) => text.split('\n'))
    .filter((line) => /audit\(|action[:,]|action =|tellField\(/.test(line))
  const actions = new Set(
    lines.flatMap((line) => [...line.matchAll(/'([a-z_]+\.[a-z_]+)'/g)].map(([, action]) => action ?? '')),
  )
  expect(actions.size).toBeGreaterThan(25)
  for (const action of actions) {
    const [noun = '', verb = ''] = action.split('.')
    const { vi, en } = actionWords(action, null, [])
    expect(vi, action).not.toContain(verb.replaceAll('_', ' '))
    expect(vi, action).not.toBe(en)
    expect(kindWords(noun, []).vi, action).not.toBe(noun.replaceAll('_', ' '))
  }
})

test('a move of a record is called as its register calls it; what is not known shows its key', () => {
  const lifecycle = { initial: 'a', states: {}, moves: { issue: { name: { vi: 'Ban hành', en: 'Issue' } } } }
  const register = { key: 'directives.directive', name: { vi: 'Nhiệm vụ', en: 'Directive' }, lifecycle }
  // Only what is asked for.
  const registers = [register] as unknown as Parameters<typeof actionWords>[2]
  expect(actionWords('record.issue', 'directives.directive', registers).vi).toBe('Nhiệm vụ: Ban hành')
  expect(actionWords('record.file_added', 'directives.directive', registers).vi).toBe('Nhiệm vụ: thêm tệp')
  expect(actionWords('comet.flew_by', null, registers).vi).toBe('comet: flew by')
})

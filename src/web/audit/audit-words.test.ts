import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { actionWords, kindWords } from './audit-words.ts'

const platform = join(import.meta.dirname, '../../platform')
const sources = readdirSync(platform, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  .map((name) => readFileSync(join(platform, name), 'utf8'))
  .filter((text) => /writeAudit|tellBulletin/.test(text))

/** Actions written as one word, and those that a file puts together of its noun and the verbs it tells. */
function actionsOf(text: string): string[] {
  const lines = text
    .split('\n')
    .filter((line) => /\b(audit|told|tell|tellField|tellChange|tellBulletin|keep)\(|action[:,]|action =/.test(line))
  const whole = lines.flatMap((line) => [...line.matchAll(/'([a-z_]+\.[a-z_]+)'/g)].map(([, action]) => action ?? ''))
  const [, noun] = /action: `([a-z_]+)\.\$\{action\}`/.exec(text) ?? []
  if (!noun) return whole
  const telling = lines.filter((line) => /\b(told|tell|tellChange|keep)\(/.test(line))
  const verbs = telling.flatMap((line) => [...line.matchAll(/, '([a-z_]+)'/g)].map(([, verb]) => verb ?? ''))
  return [...whole, ...verbs.map((verb) => `${noun}.${verb}`)]
}

test('every action that the platform writes has words in both languages, and so has its kind', () => {
  const actions = new Set(sources.flatMap(actionsOf))
  expect(actions.size).toBeGreaterThan(60)
  for (const action of actions) {
    const [noun = '', verb = ''] = action.split('.')
    const { vi, en } = actionWords(action, null, [])
    expect(vi, action).not.toMatch(new RegExp(`: ${verb.replaceAll('_', ' ')}$`))
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

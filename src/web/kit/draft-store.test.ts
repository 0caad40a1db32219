import { expect, it } from 'vitest'
import { draftKey, dropDraft, readDraft, readKept, writeDraft } from './draft-store.ts'

function storeOf(entries: Record<string, string> = {}) {
  const kept = new Map(Object.entries(entries))
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  }
}
const draft = { at: '2026-11-22T03:00:00Z', version: 2, agency: '1', values: { title: 'a' }, base: { title: 'b' } }

it('a draft is there again until it is dropped, and only under its own person, register and record', () => {
  const store = storeOf()
  const key = draftKey(1, 'directives.directive', 'new')
  expect(writeDraft(store, key, draft)).toBe(true)
  expect(readDraft(store, key)).toEqual(draft)
  expect(readDraft(store, draftKey(2, 'directives.directive', 'new'))).toBeNull()
  dropDraft(store, key)
  expect(readDraft(store, key)).toBeNull()
})

it('what is no draft is not read, and a store that refuses does not stop the typing', () => {
  for (const text of ['{', 'null', '1', '{"values":{}}']) expect(readDraft(storeOf({ k: text }), 'k')).toBeNull()
  const full = {
    ...storeOf(),
    setItem: () => {
      throw new DOMException('full', 'QuotaExceededError')
    },
  }
  expect(writeDraft(full, 'k', draft)).toBe(false)
})

it('of a text only the fields come back that are asked for, each of its own type', () => {
  const store = storeOf()
  writeDraft(store, 'k', { title: 'Đóng cống', days: 3, other: 'x' })
  expect(readKept(store, 'k', { title: '', days: '1', text: '' })).toEqual({ title: 'Đóng cống' })
  for (const text of ['{', 'null', '1']) expect(readKept(storeOf({ k: text }), 'k', { title: '' })).toEqual({})
})

import { expect, it } from 'vitest'
import { nextSort, readTerms, toggleName, toggleTerm, writeTerms } from './filter-terms.ts'

it('conditions are read from the address and written back the same; what is none is left out', () => {
  const text = 'lead:12,extra.urgency:high,lead:7'
  expect([...readTerms(`${text},broken,:x`)]).toEqual([
    ['lead', ['12', '7']],
    ['extra.urgency', ['high']],
  ])
  expect(writeTerms(readTerms(text))).toBe('lead:12,lead:7,extra.urgency:high')
  expect(writeTerms(readTerms(undefined))).toBeUndefined()
})

it('a condition is added and taken away again', () => {
  const added = toggleTerm(new Map(), 'lead', '12')
  expect(writeTerms(added)).toBe('lead:12')
  expect(writeTerms(toggleTerm(added, 'lead', '12'))).toBeUndefined()
  expect(toggleName(toggleName(undefined, 'draft'), 'issued')).toBe('draft,issued')
  expect(toggleName('draft', 'draft')).toBeUndefined()
})

it('a head sorts up, then down, then not at all', () => {
  expect(nextSort(undefined, 'title')).toBe('title')
  expect(nextSort('title', 'title')).toBe('-title')
  expect(nextSort('-title', 'title')).toBeUndefined()
  expect(nextSort('-title', 'number')).toBe('number')
})

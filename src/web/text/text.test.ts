import { expect, it } from 'vitest'
import { en as firstEn } from './en.ts'
import { enLate } from './en-late.ts'
import { vi as firstVi } from './vi.ts'
import { viLate } from './vi-late.ts'

const vi = { ...firstVi, ...viLate }
const en = { ...firstEn, ...enLate }

type Tree = { [key: string]: string | Tree }

function leaves(tree: Tree, path = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[path + key, value] as [string, string]] : leaves(value, `${path}${key}.`),
  )
}

const figuresOf = (text: string) => [...text.matchAll(/{{(\w+)}}/g)].map((match) => match[1]).sort()

it('both languages put the same figures into every text', () => {
  const english = new Map(leaves(en))
  for (const [key, text] of leaves(vi)) expect([key, figuresOf(english.get(key) ?? '')]).toEqual([key, figuresOf(text)])
})

it('no text is empty', () => {
  for (const [key, text] of [...leaves(vi), ...leaves(en)]) expect([key, text.trim()]).not.toEqual([key, ''])
})

it('what comes late has no noun of what comes first, or it would take its place', () => {
  expect(Object.keys(viLate).filter((noun) => noun in firstVi)).toEqual([])
})

/** A limit, or never one: what is several is two and more; and «series» is said of one as of many. */
const neverOne = [
  ...['palette.cut', 'mapTool.most', 'mapTool.nearest', 'firstHour.device.done', 'shape.how.many'],
  ...['shape.file.several', 'areas.answer.divided', 'rule.triedMore'],
]
/** Right with one as with many: what is counted is not named after it, or the number is an order, a share or a code. */
const alikeForOne =
  /\{\{n\}\}(?!(?: more| of the| lower| dependent| milder| filtered| working| corrected)? [a-z]+s\b| (?:stay|get|have|hold|change|are)\b)/

it('every English text that says how many has another for one', () => {
  const english = new Map(leaves(en))
  const lacking = [...english].filter(
    ([key, text]) =>
      !key.endsWith('_one') && text.includes('{{n}}') && !alikeForOne.test(text) && !english.has(`${key}_one`),
  )
  expect(lacking.map(([key]) => key)).toEqual(neverOne)
})

it('a text for one stands beside one for many, with the same figures, and nothing is counted under another name', () => {
  const english = new Map(leaves(en))
  const ones = [...english].filter(([key]) => key.endsWith('_one'))
  expect(ones.length).toBeGreaterThan(50)
  for (const [key, text] of ones) {
    const many = english.get(key.replace(/_one$/, '')) ?? english.get(key.replace(/_one$/, '_other'))
    if (text.includes('{{')) expect([key, figuresOf(text)]).toEqual([key, figuresOf(many ?? '')])
  }
  const counted = [...english].filter(([key, text]) => text.includes('{{count}}') && !key.endsWith('_other'))
  expect(counted).toEqual([])
})

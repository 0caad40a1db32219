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

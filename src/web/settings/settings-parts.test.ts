import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { opensSettings } from './opens-settings.ts'
import { settingsParts } from './settings-parts.ts'

test('every page below the settings is in one group, once, and asks for the same right as its route', () => {
  const routes = readFileSync(join(import.meta.dirname, '../routes.tsx'), 'utf8')
  const declared = [...routes.matchAll(/page\('(\/cai-dat[a-z/-]*)'\)[^}]*?guardedLate\(\s*'([a-z_.]+)'/g)]
  const listed = settingsParts.map(([address, , verb]) => `${address} ${verb}`)
  expect(declared.length).toBeGreaterThan(10)
  expect(listed.toSorted()).toEqual(declared.map(([, address, verb]) => `${address} ${verb}`).toSorted())
})

test('the way to the settings is shown to everybody who may open a part of them', () => {
  expect(opensSettings.toSorted()).toEqual([...new Set(settingsParts.map(([, , verb]) => verb))].sort())
})

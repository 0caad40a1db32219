import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { settingsParts } from './settings-parts.ts'

test('every page below the settings is in one group, once, and asks for the same right as its route', () => {
  const routes = readFileSync(join(import.meta.dirname, '../routes.tsx'), 'utf8')
  const declared = [...routes.matchAll(/'(\/cai-dat[a-z/-]*)'/g)].map(([, address]) => address)
  const listed = settingsParts.map(([address]) => address)
  expect(listed.toSorted()).toEqual(declared.filter((address) => address !== '/cai-dat/muc').toSorted())
})

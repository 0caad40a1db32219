import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestCentre, type TestCentre } from '../../../test/centre.ts'
import { allowFieldSites } from './allow-field-sites.ts'

let centre: TestCentre
beforeAll(async () => {
  centre = await openTestCentre()
})
afterAll(() => centre.close())

const config = async () =>
  (await centre.admin.query(`select config from platform.connector where module = 'websites' and key = 'poll'`)).rows[0]
    ?.config
const allow = (isServed: boolean) => centre.wall.service((tx) => allowFieldSites(tx, isServed))

test('the one address of the simulated websites may be asked while there is a field, and is taken back without', async () => {
  await centre.admin.query('delete from platform.connector')
  await allow(false)
  expect(await config()).toBeUndefined()
  await allow(true)
  await allow(true)
  expect(await config()).toEqual({ allowedNetworks: ['127.77.46.1/32'] })
  await allow(false)
  expect(await config()).toEqual({ allowedNetworks: [] })
})

test('what an administrator set stays as it is', async () => {
  const own = { intervalS: 300, allowedNetworks: ['10.20.0.0/16'] }
  await centre.admin.query(`update platform.connector set config = $1 where key = 'poll' and module = 'websites'`, [
    own,
  ])
  await allow(true)
  expect(await config()).toEqual({ ...own, allowedNetworks: ['10.20.0.0/16', '127.77.46.1/32'] })
  await allow(false)
  expect(await config()).toEqual(own)
})

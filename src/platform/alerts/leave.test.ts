import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestCentre, type Person, type TestCentre, until } from '../../../test/centre.ts'
import { addStation, findFiring } from '../../../test/walk-chain.ts'
import { lookAtClock } from './look.ts'

const farm = 'H57.907'
let centre: TestCentre
let officer: Person
let agencyId: number

beforeAll(async () => {
  centre = await openTestCentre()
  officer = await centre.officer('mot', farm)
  agencyId = await centre.agencyId(farm)
})
afterAll(() => centre.close())

const setLimits = async (code: string, attributes: object) => {
  const admin = await centre.administrator()
  const { version } = (await admin.get(`/api/assets/${code}`)).body
  expect(await admin.patch(`/api/assets/${code}`, { version, attributes })).toMatchObject({ status: 200 })
}
const sweep = () => centre.wall.service((tx) => lookAtClock(tx, { now: new Date(), enrol: true }))
const standing = async (id: string) => {
  await sweep()
  const { rows } = await centre.admin.query(
    `select al.condition, (select comment from platform.alert_step st where st.alert_id = al.id order by st.id desc limit 1) as why
    from platform.alert al where al.id = $1`,
    [id],
  )
  return rows[0]
}

test('an asset that loses the limit a rule compares with ends its alert, and the step says why', async () => {
  await addStation(officer, agencyId, 'mat-nguong', 4)
  await addStation(officer, agencyId, 'con-nguong', 4)
  await centre.send('mat-nguong', 'water_level', 5)
  await centre.send('con-nguong', 'water_level', 5)
  const [lost, kept] = [await findFiring(officer, 'mat-nguong'), await findFiring(officer, 'con-nguong')]

  await setLimits('mat-nguong', {})
  const ended = await until('the alert ends', async () => {
    const now = await standing(lost.id)
    return now.condition === 'resolved' && now
  })
  expect(ended.why).toBe('asset.limit_gone')
  expect((await standing(kept.id)).condition).toBe('firing')
  const { rows: left } = await centre.admin.query(
    `select from platform.rule_state st join platform.alert al on al.rule_id = st.rule_id and al.series_id = st.series_id where al.id = $1`,
    [lost.id],
  )
  expect(left).toEqual([])
})

test('with the limit back the rule begins anew', async () => {
  await setLimits('mat-nguong', { alert_level_3_m: 4 })
  await centre.send('mat-nguong', 'water_level', 5.5)
  expect(await findFiring(officer, 'mat-nguong')).toMatchObject({ condition: 'firing' })
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestCentre, type TestCentre } from '../../../test/centre.ts'
import { fold } from '../../core/fold.ts'
import { type AreaVersion, type Directory, keepDirectory } from './directory.ts'
import { resolveAddress } from './resolve-address.ts'

let centre: TestCentre
let directory: Directory

beforeAll(async () => {
  centre = await openTestCentre()
  directory = await centre.wall.lookUp(keepDirectory())
})
afterAll(() => centre.close())

const resolve = (address: string) => {
  const { status, reason, communes } = resolveAddress(directory, address)
  return { status, reason, codes: communes.map(({ code }) => code) }
}
const exact = (code: string) => ({ status: 'exact', reason: null, codes: [code] })

test.each([
  ['phường Đông Ba, quận Phú Xuân, TP Huế', '19753'],
  ['Phường Vĩnh Ninh, quận Thuận Hoá, thành phố Huế', '19789'],
  ['12 Lê Lợi, P. Vĩnh Ninh, Q. Thuận Hóa, TP. Huế, Việt Nam', '19789'],
  ['phuong vinh ninh, quan thuan hoa, tp hue', '19789'],
  ['Phường Vĩnh Ninh, thành phố Huế, tỉnh Thừa Thiên Huế', '19789'],
  ['phƣờng Hƣơng Vinh, quận Phú Xuân, Huế', '20014'],
  ['Phường Hương Vinh, thị xã Hương Trà, tỉnh Thừa Thiên Huế', '20014'],
  ['phường Vĩnh Ninh quận Thuận Hóa thành phố Huế', '19789'],
  ['phuong vinh ninh quan thuan hoa thanh pho hue', '19789'],
  ['Phường Vĩnh Ninh - Quận Thuận Hóa - TP Huế', '19789'],
  ['Phường Thuận Hoá, TP Huế', '19789'],
  ['Phường Thuận Hoá, TP Huế, tỉnh Thừa Thiên Huế', '19789'],
  ['Phường Sài Gòn, TPHCM', '26740'],
  ['Phường 1, TP Vĩnh Long', '29551'],
  ['Xã Chân Mây - Lăng Cô, thành phố Huế', '20137'],
  ['huyện Bạch Long Vĩ, thành phố Hải Phòng', null],
])('%s is one commune of today', (address, code) => {
  for (const typed of [address, address.normalize('NFD'), address.toUpperCase()]) {
    if (code) expect(resolve(typed), typed).toEqual(exact(code))
    else expect(resolve(typed).status).toBe('unknown')
  }
})

test('a ward that was merged into another before leads to where that went', () => {
  const answer = resolveAddress(directory, 'phường Thuận Thành, quận Phú Xuân, TP Huế')
  expect(answer).toMatchObject({ status: 'exact', communes: [{ code: '19753' }] })
  expect(answer.matches).toMatchObject([{ version: { name: 'Phường Đông Ba' }, byFormerName: true }])
})

test.each([
  ['', 'not_found'],
  ['phường Không Có Thật, quận Phú Xuân, TP Huế', 'not_found'],
  ['phường Đông Ba, quận Thuận Hóa, TP Huế', 'not_found'],
  ['phường Đông Ba, quận Phú Xuân, Hà Nội', 'not_found'],
  ['phường Tân Thành', 'ambiguous'],
  ['Hương Trà, thành phố Huế', 'ambiguous'],
])('%j is not guessed: %s', (address, reason) => {
  expect(resolve(address)).toEqual({ status: 'unknown', reason, codes: [] })
})

const wards = () => directory.versions.filter(({ code, validTo }) => code.length === 5 && validTo === '2025-07-01')
const addressOf = (ward: AreaVersion) => {
  const district = ward.parentCode ? directory.inForce(ward.parentCode, ward.validFrom) : null
  const province = district?.parentCode ? directory.inForce(district.parentCode, ward.validFrom) : null
  return `${ward.name}, ${district?.name}, ${province?.name}`
}
const codesOf = (versions: readonly AreaVersion[]) => versions.map(({ code }) => code).sort()

test('every one of the 10,035 old addresses answers exactly what its ward became, the 471 divided ones several', () => {
  let divided = 0
  const wrong = wards().filter((ward) => {
    const targets = codesOf(directory.changesOf(ward).flatMap(({ newCode }) => directory.inForce(newCode) ?? []))
    const answer = resolve(addressOf(ward))
    if (targets.length > 1) divided += 1
    const expected = targets.length > 1 ? 'divided' : 'exact'
    return answer.status !== expected || String(answer.codes) !== String(targets)
  })
  expect(wards()).toHaveLength(10_035)
  expect(wrong.map(addressOf)).toEqual([])
  expect(divided).toBe(471)
})

test('typed without diacritics an address answers the same or that it is not known, never another commune', () => {
  let unknown = 0
  const wrong = wards().filter((ward) => {
    const answer = resolve(fold(addressOf(ward)))
    if (answer.status === 'unknown') unknown += 1
    const targets = codesOf(directory.successorsOf(ward))
    return answer.status !== 'unknown' && String(answer.codes) !== String(targets)
  })
  expect(wrong.map(addressOf)).toEqual([])
  expect(unknown).toBeLessThan(100)
  process.stdout.write(`without diacritics: ${unknown} of 10,035 old addresses are ambiguous\n`)
})

test('an address of today answers its commune or that it is not known, never another', () => {
  let unknown = 0
  const communes = directory.present.filter(({ level }) => level === 'commune')
  const wrong = communes.filter((commune) => {
    const province = commune.parentCode ? directory.inForce(commune.parentCode) : null
    const answer = resolve(`${commune.name}, ${province?.name}`)
    if (answer.status === 'unknown') unknown += 1
    return answer.status !== 'unknown' && !answer.codes.includes(commune.code)
  })
  expect(communes).toHaveLength(3_321)
  expect(wrong.map(({ name }) => name)).toEqual([])
  process.stdout.write(`without district: ${unknown} of 3,321 addresses of today may also be an old one\n`)
})

import { access, readdir, readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import before from '../../data/areas/before-2025-07.json' with { type: 'json' }
import units from '../../data/areas/units.json' with { type: 'json' }
import agencies from '../../data/demo-hue/agencies.json' with { type: 'json' }
import flood from '../../data/hazards/hue-flood-2025-11.json' with { type: 'json' }
import rivers from '../../data/hazards/river-stations.json' with { type: 'json' }
import { AssetCode } from '../../src/core/api/assets.ts'
import { findArea, makeAreaShape } from '../../src/core/geo.ts'
import { decodeTopology, Topology } from '../../src/core/topojson.ts'

const data = new URL('../../data/', import.meta.url)
const surfaces = decodeTopology(
  Topology.parse(JSON.parse(await readFile(new URL('areas/communes.topojson', data), 'utf8'))),
)
const province = units.provinces.find(({ code }) => code === '46')
const codes = new Set(['46', ...Object.keys(province?.communes ?? {})])
const communes = [...surfaces].flatMap(([code, surface]) => (codes.has(code) ? [makeAreaShape({ code }, surface)] : []))

test('the list names 34 provinces and 3,321 communes: 2,611 xã, 697 phường, 13 đặc khu, each drawn once', () => {
  const names: [string, string][] = units.provinces.flatMap((one) => Object.entries(one.communes))
  const count = (word: string) => names.filter(([, name]) => name.startsWith(`${word} `)).length
  expect(units.provinces).toHaveLength(34)
  expect([count('Xã'), count('Phường'), count('Đặc khu')]).toEqual([2611, 697, 13])
  expect([...surfaces.keys()].sort()).toEqual(names.map(([code]) => code).sort())
})

test('all 10,035 wards of June 2025 lead to communes of the list, 471 of them to several', () => {
  const today = new Set(surfaces.keys())
  const wards = before.provinces.flatMap(({ districts }) => districts).flatMap((district) => district.wards)
  const targets = wards.map((ward) => new Set([ward[2]].flat()))
  expect(new Set(wards.map(([code]) => code)).size).toBe(10_035)
  expect(targets.filter((codes) => codes.size > 1)).toHaveLength(471)
  expect(
    targets.every((codes) => codes.size > 0 && [...codes].every((code) => code !== undefined && today.has(code))),
  ).toBe(true)
})

test('every folder of shipped data says where it comes from', async () => {
  const folders = ['areas', 'calendar', 'demo-hue', 'hazards']
  expect((await readdir(data)).sort()).toEqual(expect.arrayContaining(folders))
  for (const folder of folders) await access(new URL(`${folder}/SOURCE.md`, data))
})

test('the 66 agencies are marked as demonstration, form one tree and stand in areas we have', () => {
  const known = new Set(agencies.agencies.map(({ code }) => code))
  expect(known.size).toBe(66)
  expect(agencies.agencies.filter(({ parentCode }) => parentCode === null)).toHaveLength(1)
  for (const { parentCode, areaCode, demonstration } of agencies.agencies) {
    expect(parentCode === null || known.has(parentCode)).toBe(true)
    expect(codes.has(areaCode)).toBe(true)
    expect(demonstration).toBe(true)
  }
})

test('every commune has its committee, whose point lies in it', () => {
  const committees = agencies.agencies.filter(({ kind }) => kind === 'commune_committee')
  expect(new Set(committees.map(({ areaCode }) => areaCode)).size).toBe(communes.length)
  for (const { areaCode, position: [lon = 0, lat = 0] = [] } of committees) {
    expect(findArea(communes, lon, lat)?.code).toBe(areaCode)
  }
})

test('alert levels rise, and each station stands in a commune of Huế under a code topics can carry', () => {
  for (const station of rivers.stations) {
    const { alertLevel1M, alertLevel2M, alertLevel3M, recordFloodM } = station
    const levels = [alertLevel1M, alertLevel2M, alertLevel3M, recordFloodM]
    expect(levels).toEqual([...levels].sort((a, b) => a - b))
    expect(AssetCode.parse(station.code)).toBe(station.code)
    const [lon = 0, lat = 0] = station.position
    expect(findArea(communes, lon, lat)).not.toBeNull()
  }
})

test('the highest measured levels are the peaks the source names', () => {
  for (const { station, at, levelM } of flood.peaks) {
    const levels = flood.levels.map((row) => ({
      at: row.at,
      levelM: (station === 'phu-oc' ? row.phuOcM : row.kimLongM) ?? 0,
    }))
    expect(Math.max(...levels.map((row) => row.levelM))).toBe(levelM)
    expect(levels.find((row) => row.levelM === levelM)?.at).toBe(at)
  }
})

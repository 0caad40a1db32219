import { access, readdir, readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import agencies from '../../data/demo-hue/agencies.json' with { type: 'json' }
import flood from '../../data/hazards/hue-flood-2025-11.json' with { type: 'json' }
import rivers from '../../data/hazards/river-stations.json' with { type: 'json' }
import { AssetCode } from '../../src/core/api/assets.ts'
import { AreasGeoJson } from '../../src/core/api/geojson.ts'
import { findArea, makeAreaShape } from '../../src/core/geo.ts'

const data = new URL('../../data/', import.meta.url)
const areas = AreasGeoJson.parse(JSON.parse(await readFile(new URL('areas/hue.geojson', data), 'utf8'))).features
const codes = new Set(areas.map(({ properties }) => properties.code))
const communes = areas
  .filter(({ properties }) => properties.code.length === 5)
  .map(({ properties, geometry }) => makeAreaShape(properties, geometry))

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

import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { moduleOf } from '../../../../test/sketched-module.ts'
import type { FieldKind } from '../../../core/field.ts'
import { loadSnapshot, writeMigration } from './write-migration.ts'

let folder: string
beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'nhip-migration-')), 'migrations')
})
afterEach(() => rm(join(folder, '..'), { recursive: true, force: true }))

const papers = (fields: Record<string, FieldKind>) =>
  moduleOf(
    'papers',
    new Map([
      ['notice', { fields: new Map(Object.entries(fields).map(([key, kind]) => [key, { kind, isPersonal: false }])) }],
    ]),
  )
const write = (fields: Record<string, FieldKind>, byHand = false) => writeMigration(folder, papers(fields), byHand)
const files = async () => (await readdir(folder)).sort()

test('each change of the declaration becomes the next numbered file; without one nothing is written', async () => {
  expect(await write({ due: 'date' })).toEqual({ kind: 'written', path: join(folder, '0001-notice.sql'), gaps: [] })
  expect(await write({ due: 'date' })).toEqual({ kind: 'unchanged' })
  expect(await write({ due: 'date', fee: 'money' })).toMatchObject({ path: join(folder, '0002-notice-fee.sql') })
  expect(await write({ fee: 'money', due: 'date' }), 'the order of fields is the page’s').toEqual({ kind: 'unchanged' })
  expect(await files()).toEqual(['0001-notice.sql', '0002-notice-fee.sql', 'snapshot.json'])
  const sql = await readFile(join(folder, '0002-notice-fee.sql'), 'utf8')
  expect(sql).toBe('-- papers.notice.fee: new, bigint\nalter table papers.notice add column fee bigint;\n')
})

test('a step that needs a person is refused, and written with gaps when asked for', async () => {
  await write({ due: 'text' })
  const reasons = ['papers.notice.due: not every text has a counterpart as date']
  expect(await write({ due: 'date' })).toEqual({ kind: 'refused', reasons })
  expect(await files()).toEqual(['0001-notice.sql', 'snapshot.json'])
  const path = join(folder, '0002-notice-due-date.sql')
  expect(await write({ due: 'date' }, true)).toEqual({ kind: 'written', path, gaps: reasons })
  expect(await readFile(path, 'utf8')).toContain('«due as date»')
  expect(await write({ due: 'date' })).toEqual({ kind: 'unchanged' })
})

test('files that contradict each other are told, not guessed at', async () => {
  await write({ due: 'date' })
  await expect(loadSnapshot(folder, 'roads')).rejects.toThrow('is of schema papers, not of module roads')
  const text = await readFile(join(folder, 'snapshot.json'), 'utf8')
  await writeFile(join(folder, 'snapshot.json'), text.replace('"date"', '"date, lost"'))
  await expect(write({ due: 'date' })).rejects.toThrow(/snapshot\.json/)
  await rm(join(folder, 'snapshot.json'))
  await expect(write({ due: 'date' })).rejects.toThrow('snapshot.json is missing although steps stand beside it')
})

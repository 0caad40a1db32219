import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestCentre, type TestCentre } from '../../../test/centre.ts'
import { createCredential } from './credentials.ts'

const page = readFileSync(join(import.meta.dirname, '../../../docs/ingest.md'), 'utf8')
/** Blocks of four spaces; a block begins with a program. */
const examples = [...page.matchAll(/(?:^ {4}.*\n)+/gm)].map(([block]) => block.replaceAll(/^ {4}/gm, ''))

let centre: TestCentre
let address: string
let device: string

beforeAll(async () => {
  centre = await openTestCentre()
  await centre.app.listen({ host: '127.0.0.1', port: 0 })
  const at = centre.app.server.address()
  address = `http://127.0.0.1:${typeof at === 'object' ? at?.port : ''}`
  device = `tram:${await centre.wall.service((tx) => createCredential(tx, { name: 'tram', assetCodes: ['phu-oc'], agencyId: null }))}`
})
afterAll(() => centre.close())

test('each example of docs/ingest.md does what it says, as a shell runs it', async () => {
  const AT = new Date(Date.now() - 7_200_000).toISOString()
  const LATER = new Date(Date.now() - 3_600_000).toISOString()
  const counts: object[] = []
  for (const example of examples) {
    const script = example.replaceAll('$AT', AT).replaceAll('$LATER', LATER)
    const env = { PATH: process.env.PATH, ADDRESS: address, DEVICE: device }
    const { stdout } = await promisify(execFile)('bash', ['-euc', script], { env })
    const { results, ...rest } = JSON.parse(stdout)
    counts.push(rest)
    expect(results).toHaveLength(1)
  }
  const none = { stored: 0, duplicate: 0, corrected: 0, refused: 0 }
  expect(counts).toEqual([
    { ...none, stored: 1 },
    { ...none, stored: 1 },
    { ...none, corrected: 1 },
  ])
})

test('docs/ingest.md names every reason of a dead letter that this door gives', async () => {
  const { RefusalReason } = await import('../../core/api/dead-letters.ts')
  const missing = RefusalReason.options.filter((reason) => reason !== 'bad_topic' && !page.includes(`\`${reason}\``))
  expect(missing).toEqual([])
})

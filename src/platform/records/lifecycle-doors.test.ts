import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestCentre, type Person, type TestCentre } from '../../../test/centre.ts'
import {
  allows,
  finals,
  isOffered,
  makeMove,
  mayEdit,
  newModel,
  type Side,
  sees,
  table,
} from '../../../test/directive-model.ts'
import { uploadTo } from '../../../test/make-records.ts'
import { made } from '../../../test/walk-chain.ts'

let centre: TestCentre
const people: Partial<Record<Side, Person>> = {}
let issuerId: number
let leadId: number
const person = (side: Side): Person => people[side] ?? fail(side)
const fail = (side: Side): never => {
  throw new Error(`no ${side}`)
}

beforeAll(async () => {
  centre = await openTestCentre()
  people.issuer = await centre.officer('giao', 'H57.901')
  people.lead = await centre.officer('lam', 'H57.907')
  issuerId = await centre.agencyId('H57.901')
  leadId = await centre.agencyId('H57.907')
})
afterAll(() => centre.close())

const address = '/api/directives/directives'
const side = fc.constantFrom<Side>('issuer', 'lead')
const step = fc.oneof(
  { weight: 2, arbitrary: fc.record({ do: fc.constant('file' as const), side }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('edit' as const), side }) },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('move' as const),
      side,
      move: fc.constantFrom(...Object.keys(table), 'submit', 'accept'),
      comment: fc.boolean(),
      result: fc.boolean(),
    }),
  },
)

const given = { comment: false, result: true }
/** Half of the walks begin behind doors that random steps find too seldom. */
const issued = { do: 'move' as const, side: 'issuer' as const, move: 'issue', ...given }
const submitted = [
  issued,
  { do: 'file' as const, side: 'lead' as const },
  { do: 'move' as const, side: 'lead' as const, move: 'accept', ...given },
  { do: 'move' as const, side: 'lead' as const, move: 'submit', ...given },
]
const beginning = fc.constantFrom([], [issued], submitted, submitted)

test('random moves, files and edits through the API: allowed is exactly what the table in words allows', async () => {
  const seen = new Map<string, number>()
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 25 }), beginning, async (steps, first) => {
      const values = { title: 'Thử', lead: leadId }
      const { id } = made(await person('issuer').post(address, { agencyId: issuerId, values }), 'draft')
      const model = newModel()
      let version = 1
      for (const one of [...first, ...steps]) {
        const asker = person(one.side)
        let expected: boolean
        let status: number
        if (one.do === 'file') {
          expected = sees(model, one.side) && !finals.includes(model.state)
          status = (await uploadTo(centre, asker, `${address}/${id}/files`)).statusCode
          if (expected) model.files += 1
        } else if (one.do === 'edit') {
          expected = mayEdit(model, one.side)
          const answer = await asker.patch(`${address}/${id}`, { version, values: { content: `lần ${version}` } })
          status = answer.status
          if (expected) version += 1
        } else {
          const gives = one.result && table[one.move]?.result === true
          expected = allows(model, one.side, one.move, one)
          const body = {
            version,
            ...(one.comment ? { comment: 'vì' } : {}),
            ...(gives ? { values: { result: 'xong' } } : {}),
          }
          status = (await asker.post(`${address}/${id}/moves/${one.move}`, body)).status
          if (expected) {
            version += 1
            makeMove(model, one.move, one)
            seen.set(one.move, (seen.get(one.move) ?? 0) + 1)
          }
        }
        expect({ ...one, status: status < 300 }, `${model.state} ${status}`).toEqual({ ...one, status: expected })
      }
      const { body } = await person('issuer').get(`${address}/${id}`)
      expect(body).toMatchObject({ state: model.state, version })
      expect(body.files).toHaveLength(model.files)
      expect(body.number !== null).toBe(model.number)
      const allowed = body.moves.filter(({ refusal }: { refusal: unknown }) => refusal === null)
      const open = Object.keys(table).filter(
        (move) => isOffered(model, 'issuer', move) && (!table[move]?.file || model.files > 0),
      )
      expect(allowed.map(({ key }: { key: string }) => key).sort()).toEqual(open.sort())
      const { rows } = await centre.admin.query(
        'select count(*)::int from platform.record_history where record_id = $1',
        [id],
      )
      expect(rows[0].count, 'a line in the history for each thing done').toBe(version + model.files)
    }),
    // A fixed seed: whether every move is met must not depend on luck.
    { numRuns: 60, seed: 20_261_122 },
  )
  for (const move of Object.keys(table)) expect(seen.get(move) ?? 0, `${move} was made`).toBeGreaterThan(0)
}, 240_000)

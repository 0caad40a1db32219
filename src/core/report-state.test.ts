import { expect, test } from 'vitest'
import { isReportOpen, refuseReportMove, reportMoves, reportRules, reportStates } from './report-state.ts'

const all = new Set(['reports.create', 'reports.approve'])
const other = { accountId: 9, permissions: all }

test('from each state the moves that are allowed, and none beside', () => {
  const allowed = reportStates.map((state) => [
    state,
    reportMoves.filter((move) => refuseReportMove(move, { state, writers: [1, 2] }, other) === null),
  ])
  expect(Object.fromEntries(allowed)).toEqual({
    draft: ['send'],
    sent: ['withdraw', 'return', 'approve'],
    returned: ['send'],
    approved: [],
    replaced: [],
  })
})

test.each([1, 2])('who wrote or sent it does not approve it, whatever the right: account %d', (accountId) => {
  const report = { state: 'sent', writers: [1, 2] } as const
  expect(refuseReportMove('approve', report, { accountId, permissions: all })).toBe('second_person')
  expect(refuseReportMove('return', report, { accountId, permissions: all })).toBeNull()
})

test.each(reportMoves)('%s needs its verb', (move) => {
  const [state = 'draft'] = reportRules[move].from
  const permissions = new Set([...all].filter((verb) => verb !== reportRules[move].permission))
  expect(refuseReportMove(move, { state, writers: [] }, { accountId: 9, permissions })).toBe('not_permitted')
})

test('texts are written in drafts and in what was returned', () => {
  expect(reportStates.filter(isReportOpen)).toEqual(['draft', 'returned'])
})

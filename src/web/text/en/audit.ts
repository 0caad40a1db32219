import type { audit as vi } from '../vi/audit.ts'
import type { WithOne } from '../with-one.ts'

/** The audit: who did what, and whether its chain of seals is whole. */
export const audit: WithOne<typeof vi> = {
  audit: {
    title: 'Audit',
    lead: 'Who did what, to what and when, in the agencies you may see.',
    col: { at: 'At', who: 'Who', what: 'What', agency: 'Agency' },
    centre: 'The centre itself',
    detail: 'Detail',
    openAlert: 'Open the alert',
    filter: {
      label: 'Filter the audit',
      who: 'Who',
      anyone: 'Everyone',
      action: 'Action',
      anyAction: 'Every action',
      kind: 'Kind',
      anyKind: 'Every kind',
      from: 'From',
      to: 'To',
    },
    empty: 'Nothing yet',
    emptyHint: 'Every action is recorded here as it is saved.',
    noneFound: 'No matching rows',
    cannot: 'This account may not see the audit.',
    seal: {
      label: 'Seal of the audit',
      whole: 'The audit is whole',
      broken: 'The audit is not whole',
      unchecked: 'Not checked since start-up',
      to: 'Sealed to row {{no}}, at',
      none: 'There is nothing to seal yet',
      waiting_one: '{{n}} row waits for its seal',
      waiting: '{{n}} rows wait for their seal',
      late: 'Sealing is late: the oldest row has waited',
      checked: 'Last check of {{rows}} rows, at',
      check: 'Check again',
      checking: 'Checking…',
      faults_one: '{{n}} fault was found',
      faults: '{{n}} faults were found',
      more: 'and {{n}} more',
      call: 'Tell the server administrator now; restart nothing, delete nothing. How to investigate: docs/operations.md, “The audit”.',
      outside: {
        ahead:
          'The copy kept outside the database is longer: rows at the end were deleted, or an older database was restored.',
        differs: 'The copy kept outside the database differs: the audit was rewritten.',
        missing: 'The copy kept outside the database is gone.',
      },
      fault: {
        changed: 'Row {{no}} was changed',
        row_missing: 'Row {{no}} was deleted',
        seals_missing: 'Rows from {{no}} on are missing',
        unsealed: 'A row was inserted without a seal (number {{row}})',
        past_time: 'Row {{no}} has a time in the past',
        head_missing: 'The copy kept outside the database is gone',
        head_ahead: 'Rows at the end are missing, up to row {{no}}',
        head_differs: 'The audit was rewritten, from row {{no}} backwards',
      },
    },
  },
}

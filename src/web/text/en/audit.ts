import type { audit as vi } from '../vi/audit.ts'
import type { WithOne } from '../with-one.ts'

/** The audit: who did what, and whether its chain of seals is whole. */
export const audit: WithOne<typeof vi> = {
  audit: {
    title: 'Audit',
    lead: 'Who did what, to which thing and when, in the agencies you may see.',
    col: { at: 'At', who: 'Who', what: 'What', agency: 'Agency' },
    centre: 'The centre by itself',
    detail: 'Detail',
    openAlert: 'Open the alert',
    filter: {
      label: 'Narrow the audit',
      who: 'Who',
      anyone: 'Everyone',
      action: 'Action',
      anyAction: 'Every action',
      kind: 'Kind',
      anyKind: 'Every kind',
      from: 'From',
      to: 'To the end of',
    },
    empty: 'Nothing yet',
    emptyHint: 'Whatever is done is written down here as it is saved.',
    noneFound: 'No such row',
    cannot: 'This account may not see the audit.',
    seal: {
      label: 'Seal of the audit',
      whole: 'The audit is whole',
      broken: 'The audit is not whole',
      unchecked: 'Not checked since the start',
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
      call: 'Tell the administrator of the server now; restart nothing, delete nothing. How to look into it: docs/operations.md, “The audit”.',
      outside: {
        ahead:
          'What is kept outside the database is longer: rows at the end were deleted, or an older database was restored.',
        differs: 'What is kept outside the database differs: the audit was made anew.',
        missing: 'What is kept outside the database is gone.',
      },
      fault: {
        changed: 'Row {{no}} was changed',
        row_missing: 'Row {{no}} was deleted',
        seals_missing: 'Rows from {{no}} on are missing',
        unsealed: 'A row was put in without a seal (number {{row}})',
        past_time: 'Row {{no}} has a time in the past',
        head_missing: 'What is kept outside the database is gone',
        head_ahead: 'Rows at the end are missing, up to row {{no}}',
        head_differs: 'The audit was made anew, from row {{no}} backwards',
      },
    },
  },
}

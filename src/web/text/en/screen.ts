import type { screen as texts } from '../vi/screen.ts'
import type { WithOne } from '../with-one.ts'

/** The large screen, and the links by which screens are opened. */
export const screen: WithOne<typeof texts> = {
  screen: {
    title: 'Large screen',
    rest_one: 'and {{n}} more line, taken or calmed',
    rest: 'and {{n}} more lines, all taken or calmed',
    restFresh_one: 'and {{n}} more line, {{fresh}} not taken',
    restFresh: 'and {{n}} more lines, {{fresh}} not taken',
    away: 'The centre cannot be reached yet',
    awayHint: 'The screen retries every 15 seconds; there is nothing to do here.',
    revoked: 'This link no longer works',
    revokedHint:
      'It was revoked or is incomplete. An administrator can create another in the settings, under Large screen.',
    no_link: 'This screen has no link yet',
    no_linkHint: 'An administrator creates one in the settings, under Large screen; open it on this screen.',
    lead: 'Each wall screen has its own link: view only, no password, revocable.',
    name: 'Where it hangs',
    nameHint: 'For example: meeting room, 2nd floor. The screen sees exactly what your account sees.',
    nameMissing: 'Enter where the screen hangs',
    make: 'Create a link',
    made: 'The link of “{{name}}”',
    madeHint:
      'Open it on the screen’s computer and make it the start page. It is shown only once: anyone who has it can view, until it is revoked.',
    copy: 'Copy the link',
    copied: 'Link copied',
    notCopied: 'It could not be copied; select and copy it by hand',
    revoke: 'Revoke',
    revokeThis: 'Revoke the link of “{{name}}”',
    revokeReach:
      'Screens opened by it go dark within a minute. This cannot be undone; create another link to use the screen again.',
    done: 'The link of “{{name}}” is revoked',
    col: { name: 'Where it hangs', reach: 'Sees', made: 'Created by', seen: 'Last opened', state: 'State' },
    never: 'Never opened',
    active: 'Active',
    revokedAt: 'Revoked {{time}}, {{by}}',
    empty: 'No screens yet',
    emptyHint: 'Create a link for each wall screen.',
  },
}

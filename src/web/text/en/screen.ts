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
    awayHint: 'The screen tries again every 15 seconds by itself; there is nothing to do here.',
    revoked: 'This link opens the screen no more',
    revokedHint: 'It was revoked or is not whole. An administrator makes another in the settings, under Large screen.',
    no_link: 'This screen has no link yet',
    no_linkHint: 'An administrator makes one in the settings, under Large screen; open it on this screen.',
    lead: 'Each screen on a wall has a link of its own: to see only, without a password, revocable.',
    name: 'Where it hangs',
    nameHint: 'For example: meeting room, 2nd floor. The screen sees exactly what your account sees.',
    nameMissing: 'Enter where the screen hangs',
    make: 'Make a link',
    made: 'The link of “{{name}}”',
    madeHint:
      'Open it on the machine of the screen and make it the start page. It is shown once: whoever has it can look, until it is revoked.',
    copy: 'Copy the link',
    copied: 'The link is copied',
    notCopied: 'It could not be copied; select and copy it by hand',
    revoke: 'Revoke',
    revokeThis: 'Revoke the link of “{{name}}”',
    revokeReach:
      'Screens opened by it go dark within a minute. It cannot be taken back; make another link to use the screen again.',
    done: 'The link of “{{name}}” is revoked',
    col: { name: 'Where it hangs', reach: 'Sees', made: 'Made by', seen: 'Last open', state: 'State' },
    never: 'Never opened',
    active: 'Works',
    revokedAt: 'Revoked {{time}}, {{by}}',
    empty: 'No screens yet',
    emptyHint: 'Make a link for each screen on a wall.',
  },
}

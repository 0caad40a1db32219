import type { firstHour as texts } from '../vi/first-hour.ts'
import type { WithOne } from '../with-one.ts'

/** The first hour of an empty centre, in English. */
export const firstHour: WithOne<typeof texts> = {
  firstHour: {
    title: 'Getting started',
    lead: 'Five steps give the centre its people and readings. Do them in order or skip any; you can close this page and come back, nothing is lost.',
    band_one: 'One step is left before the centre can work.',
    band_other: '{{count}} steps are left before the centre can work.',
    go: 'Continue',
    nextStep: 'Next step',
    allDone: 'Done. The centre is ready; open the situation page to work.',
    toSituation: 'Open the situation page',
    state: { done: 'Done', skipped: 'Skipped', next: 'Do this now', later: 'Not done' },
    skip: 'Skip',
    takeUp: 'Do it after all',
    province: {
      title: 'Choose the province',
      what: 'It decides the communes, the map and the name of the top agency. It cannot be changed once there are agencies or devices.',
      label: 'Province',
      none: 'No province matches',
      save: 'Choose this province',
      change: 'Change the province',
      done: 'The province of this centre: {{name}}',
    },
    agencies: {
      title: 'Import the agencies',
      what: 'Departments and communes: one workbook with code, name and parent agency. You see a preview first and can undo it.',
      go: 'Import agencies from a file',
      other: 'Add them one by one',
      done_one: '{{n}} agency added below the first one',
      done: '{{n}} agencies added below the first one',
    },
    assets: {
      title: 'Import the devices',
      what: 'Gauges, loudspeakers, websites…: one workbook per kind, with code, name and position.',
      go: 'Import devices from a file',
      other: 'Add them one by one',
      done_one: '{{n}} device added',
      done: '{{n}} devices added',
    },
    device: {
      title: 'Connect the first device',
      what: 'Open a device, create a sender account for it, and copy the command shown to send a first reading.',
      go: 'Choose a device',
      waiting: 'Waiting for the first reading…',
      done: 'Readings received for {{n}} series',
    },
    people: {
      title: 'Invite the second person',
      what: 'A shift needs at least two people. Create an account and hand over the first password; it is changed at sign-in.',
      go: 'Create an account',
      done: '{{n}} more people',
    },
  },
}

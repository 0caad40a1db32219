import type { firstHour as texts } from '../vi/first-hour.ts'
import type { WithOne } from '../with-one.ts'

/** The first hour of an empty centre, in English. */
export const firstHour: WithOne<typeof texts> = {
  firstHour: {
    title: 'Getting started',
    lead: 'Five things give the centre people and readings. Take them in order or skip any; close this page and come back, nothing is lost.',
    band_one: 'One thing is left before the centre can work.',
    band_other: '{{count}} things are left before the centre can work.',
    go: 'Go on',
    nextStep: 'Next step',
    allDone: 'Done. The centre is ready; open the situation page to work.',
    toSituation: 'Open the situation page',
    state: { done: 'Done', skipped: 'Skipped', next: 'Do this now', later: 'Not done' },
    skip: 'Skip',
    takeUp: 'Do this one',
    province: {
      title: 'Choose the province',
      what: 'Communes, map and the name of the agency at the top follow it. Once agencies or devices stand it cannot be changed.',
      label: 'Province',
      none: 'No province fits',
      save: 'Choose this province',
      change: 'Change the province',
      done: 'The province of this centre: {{name}}',
    },
    agencies: {
      title: 'Import the agencies',
      what: 'Departments and communes: one workbook with code, name and the agency above. You see what it would do first, and can take it back.',
      go: 'Import agencies from a file',
      other: 'Add them one by one',
      done_one: '{{n}} agency stands below the first one',
      done: '{{n}} agencies stand below the first one',
    },
    assets: {
      title: 'Import the devices',
      what: 'Gauges, loudspeakers, websites…: a workbook for each kind, with code, name and position.',
      go: 'Import devices from a file',
      other: 'Add them one by one',
      done_one: '{{n}} device stands',
      done: '{{n}} devices stand',
    },
    device: {
      title: 'Connect the first device',
      what: 'Open a device, make it a sender account, and copy the command that is shown to send a first reading.',
      go: 'Choose a device',
      waiting: 'Waiting for the first reading…',
      done: 'Readings of {{n}} series have come',
    },
    people: {
      title: 'Invite the second person',
      what: 'A shift needs two people at least. Make an account and hand over the first password; it is changed at sign-in.',
      go: 'Make an account',
      done: '{{n}} more people',
    },
  },
}

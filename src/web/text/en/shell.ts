import type { shell as texts } from '../vi/shell.ts'
import type { WithOne } from '../with-one.ts'

export const shell: WithOne<typeof texts> = {
  app: {
    name: 'Nhịp',
    title: '{{page}} – Nhịp',
    tagline: 'Monitoring and operations centre',
    skip: 'Skip to the main content',
    updated: 'The centre was updated; this page is still the old version. Finish what you are doing, then reload it.',
    renewed: 'The centre was just updated; the page has been reloaded.',
    home: 'Nhịp, to the situation page',
  },
  nav: {
    label: 'Main navigation',
    situation: 'Situation',
    incidents: 'Incidents',
    tasks: 'Tasks',
    indicators: 'Indicators',
    reports: 'Reports',
    assets: 'Devices',
    connections: 'Connections',
    messages: 'Messages',
    registers: 'Registers',
    settings: 'Settings',
    more: 'More',
  },
  bar: {
    field: {
      both: 'Replay of 11/2025, {{speed}} times faster, data {{at}}; {{devices}} simulated',
      bothShort: 'Replay ×{{speed}}, simulated',
      bothHint:
        'Rivers and reservoirs: real measurements of November 2025, sent again as they came, {{speed}} times faster. {{devices}} other devices (loudspeakers, power, streets, rain, air, websites) do not exist: a program makes their values up. Values carry a time of their own, now {{at}}, which runs fast until it has caught up with the clock; when something was received, ages and deadlines go by the clock. None of it is of today.',
      replay: 'Replay of 11/2025, {{speed}} times faster, data {{at}}',
      replayShort: 'Replay ×{{speed}}',
      replayHint:
        'Real measurements of November 2025 are being sent again as they came, {{speed}} times faster. They carry a time of their own, now {{at}}, which runs fast until it has caught up with the clock; when something was received, ages and deadlines go by the clock. They are not of today.',
      evenBoth: 'Replay of 11/2025 as measured; {{devices}} devices simulated',
      evenBothShort: 'Replay, simulated',
      evenBothHint:
        'The flood has been replayed. Rivers and reservoirs: real measurements of the days that followed, now sent as they came, one an hour. {{devices}} other devices do not exist: a program makes their values up. None of it is of today.',
      even: 'Replay of 11/2025 as measured',
      evenShort: 'Replay',
      evenHint:
        'The flood has been replayed. Real measurements of the days that followed are now sent as they came, one an hour. They are not of today.',
      caughtUp: 'The flood has been replayed. From here on measurements are sent as they came, one an hour.',
      simulated: '{{devices}} devices simulated',
      simulatedShort: 'Simulated',
      simulatedHint:
        '{{devices}} devices do not exist: a program makes their values up. The replay is over: rivers and reservoirs send no more.',
    },
    sources: 'data series',
    sourcesAt: 'data series at {{time}}',
    language: 'Chuyển sang tiếng Việt',
    languageShort: 'VI',
    toDark: 'Switch to dark',
    toLight: 'Switch to light',
    menu: 'Account of {{name}}',
    signOut: 'Sign out',
    changePassword: 'Change password',
    agency: 'Agency',
    reach: 'Reach',
    reachProvince: 'Whole province',
    reachAgencies: 'Agencies: {{n}}',
  },
  live: {
    cut: 'Connection lost at {{time}}; figures may be out of date. The page will reconnect and catch up by itself.',
    stalled:
      'The server has been unable to read changes since {{time}}; figures may be out of date. The page will update itself once it can.',
    back_one: 'Reconnected, caught up on {{n}} change.',
    back: 'Reconnected, caught up on {{n}} changes.',
    backAnew: 'Reconnected. All figures were fetched again.',
    kept: 'No network. You are seeing {{time}}, {{age}} ago, as kept on this machine; nothing can be changed until the network is back.',
  },
}

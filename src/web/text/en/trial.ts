import type { trial as texts } from '../vi/trial.ts'

/** A connector that is tried: how it goes, what came of it, how to mend it. */
export const trial: typeof texts = {
  trial: {
    button: 'Test',
    title: 'Test: {{name}}',
    underWay: 'Trying it with a few devices, {{s}} s; {{limit}} s at most.',
    again: 'Test again',
    outcome: {
      answered: 'Answered',
      nothing: 'Nothing to read',
      failed: 'Failed',
      cut_off: 'Out of time, cut off',
      bad_settings: 'Settings do not fit',
    },
    took: 'Took',
    asked: 'Asked',
    askedOf: '{{n}} of {{all}} devices',
    found: 'Readings to store',
    says: 'It says',
    fault: 'Error',
    wouldStore: 'Would be stored (the first)',
    wouldRefuse: 'Would be refused',
    device: 'Device',
    series: 'Series',
    value: 'Value',
    nothingStored: 'This test stores nothing and leaves what is running alone.',
    mend: {
      answered: 'It answers. If the values are right, there is nothing to do.',
      allRefused: 'It answers, but no reading can be taken; the reasons stand below.',
      says_failing: 'It ran to its end, but says that something fails; see its sentence.',
      nothing: 'It ended without reading anything. See what it says, then check its settings and the list of devices.',
      noAssets: 'This module has no device in use. Add one on the page “Devices”, then test again.',
      cut_off:
        'The other side did not answer in time. Check address and waiting time in the settings, and the way there.',
      partly: 'Some answered, the rest not in time. Check slow devices and the waiting time in the settings.',
      bad_settings: 'Open “Settings”, mend what is named, save, then test again.',
      refusedThere: 'Nobody listens there. Check address and port in the settings, and whether the other side runs.',
      noName: 'The name cannot be resolved. Check it in the settings, and the name server.',
      account: 'The other side refuses the account. Check name, password or token in the settings.',
      certificate: 'The other side’s certificate is not trusted. Renew it there, or add its issuer to the settings.',
      tooSlow: 'The other side did not answer in time. Check the way there and the waiting time in the settings.',
      failed: 'Check the settings by what the error says. If it stays, send it to whoever wrote the module.',
    },
  },
}

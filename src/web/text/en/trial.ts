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
      cut_off: 'Timed out',
      bad_settings: 'Invalid settings',
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
    nothingStored: 'This test stores nothing and does not disturb what is running.',
    mend: {
      answered: 'It answers. If the values are right, there is nothing to do.',
      allRefused: 'It answers, but no reading can be accepted; see the reasons below.',
      says_failing: 'It finished, but reports a failure; see its message.',
      nothing: 'It ended without reading anything. See what it says, then check its settings and the list of devices.',
      noAssets: 'This module has no device in use. Add one on the page “Devices”, then test again.',
      cut_off:
        'The other side did not answer in time. Check the address and timeout in the settings, and the network path.',
      partly: 'Some answered, the rest not in time. Check slow devices and the timeout in the settings.',
      bad_settings: 'Open “Settings”, fix what is named, save, then test again.',
      refusedThere:
        'Nothing is listening there. Check address and port in the settings, and that the other side is running.',
      noName: 'The name cannot be resolved. Check it in the settings, and the DNS server.',
      account: 'The other side refuses the account. Check name, password or token in the settings.',
      certificate: 'The other side’s certificate is not trusted. Renew it there, or add its issuer to the settings.',
      tooSlow: 'The other side did not answer in time. Check the network path and the timeout in the settings.',
      failed: 'Check the settings against the error. If it keeps failing, send the error to the module’s author.',
    },
  },
}

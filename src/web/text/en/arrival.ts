import type { arrival as texts } from '../vi/arrival.ts'
import type { WithOne } from '../with-one.ts'

/** Whether anything arrives: nothing wrong is not nothing arriving. */
export const arrival: WithOne<typeof texts> = {
  arrival: {
    calm: 'Receiving {{arriving}} of {{total}} data series from {{devices}} devices, last at {{time}}.',
    nothing: 'No data has arrived since {{time}}',
    nothingFor: '{{duration}}, 0 of {{total}} data series arriving. No new alerts does not mean all is well.',
    failing: 'Failing: {{names}}.',
    noneFailing: 'No connection reports a fault: check the lines from the devices.',
    toConnections: 'Open connections',
    unheard: 'No device has sent data yet',
    unheardHint_one: '{{n}} device is registered and has never sent. Check its sender account and line.',
    unheardHint: '{{n}} devices are registered and none has ever sent. Check their sender accounts and lines.',
    none: 'There are no devices yet',
    noneHint: 'Alerts come from the data of devices. Add the first device, or import a list from a file.',
    noneAsk: 'Alerts come from the data of devices. An administrator adds the first device.',
    toDevices: 'Add a device',
  },
}

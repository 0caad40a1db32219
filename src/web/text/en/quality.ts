import type { quality as texts } from '../vi/quality.ts'

export const quality: typeof texts = {
  quality: {
    title: 'Quality of the data',
    short: 'Quality',
    word: { right: 'right', complete: 'complete', clean: 'clean', alive: 'alive' },
    of: {
      devices: {
        right: '{{good}} of {{of}} alerts handled were real, the others were dismissed or false alarms',
        complete: '{{good}} of {{of}} devices sent values in the period',
        clean: '{{good}} of {{of}} devices that sent had no message refused and no value corrected',
        alive: '{{good}} of {{of}} devices are sending as expected',
      },
      tasks: {
        right: '{{good}} of {{of}} tasks done have evidence',
        complete: '{{good}} of {{of}} tasks that ask for an answer were accepted or done by their agency',
        clean: '{{good}} of {{of}} rows imported without fault',
        alive: '{{good}} of {{of}} sources are sending as expected',
      },
      records: {
        right: '{{good}} of {{of}} records finished have evidence',
        complete: '{{good}} of {{of}} records that ask for a result were moved on since they were given',
        clean: '{{good}} of {{of}} rows imported from files in the period had no fault',
        alive: '{{good}} of {{of}} sources are sending as expected',
      },
    },
    unknown: {
      devices: {
        right: 'not known: no alert of the period is finished yet',
        complete: 'not known: no device had to send in this period yet',
        clean: 'not known: nothing arrived in the period',
        alive: 'not known: the period is over, or no device has sent yet',
      },
      tasks: {
        right: 'not known: no task of the period is done yet',
        complete: 'not known: no task of the period is due or answered yet',
        clean: 'not measured: tasks are written here, not imported from files',
        alive: 'not measured: tasks are written by people, at no set beat',
      },
      records: {
        right: 'not known: no record of the period is finished yet',
        complete: 'not known: no record of the period is due or moved on yet',
        clean: 'not measured: nothing was imported from files in the period',
        alive: 'not measured: records are written by people, at no set beat',
      },
    },
  },
}

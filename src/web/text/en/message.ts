import type { message as vi } from '../vi/message.ts'
import type { WithOne } from '../with-one.ts'

/** Messages to agencies: what the centre told them. */
export const message: WithOne<typeof vi> = {
  message: {
    title: 'Messages to agencies',
    lead: 'What the centre told which agency, and how far the message came.',
    show: 'State',
    filter: { all: 'All', waiting: 'Waiting', failed: 'Failed', none: 'No address', sent: 'Sent' },
    state: { waiting: 'Waiting', sent: 'Sent', delivered: 'Delivered', failed: 'Failed' },
    at: 'At',
    agency: 'Agency',
    text: 'Message',
    delivery: 'Its way',
    open: 'Open what it is about',
    whole: 'Show the whole message',
    noDelivery: 'The agency has no address on a channel that is on',
    tries_one: '{{n}} try',
    tries: '{{n}} tries',
    nextTry: 'tried again at',
    retry: 'Send again',
    retried: 'Sent again at once',
    empty: 'No messages yet',
    emptyHint:
      'When work is assigned, comes near its due day or is overdue, the centre tells the agency; it shows here.',
    emptyFilter: 'No such messages',
    showAll: 'Show all',
    export: 'Export',
  },
}

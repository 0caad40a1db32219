import type { message as vi } from '../vi/message.ts'
import type { WithOne } from '../with-one.ts'

/** Messages to agencies: what the centre told them. */
export const message: WithOne<typeof vi> = {
  message: {
    title: 'Messages to agencies',
    lead: 'What the centre told each agency, and whether it arrived.',
    show: 'State',
    filter: { all: 'All', waiting: 'Waiting', failed: 'Failed', none: 'No address', sent: 'Sent' },
    state: { waiting: 'Waiting', sent: 'Sent', delivered: 'Delivered', failed: 'Failed' },
    at: 'At',
    agency: 'Agency',
    text: 'Message',
    delivery: 'Delivery',
    open: 'Open the subject',
    whole: 'Show the whole message',
    noDelivery: 'The agency has no address on an active channel',
    tries_one: '{{n}} try',
    tries: '{{n}} tries',
    nextTry: 'next try at',
    retry: 'Send again',
    retried: 'Sent again at once',
    empty: 'No messages yet',
    emptyHint: 'The centre tells agencies when work is assigned, nearly due or overdue; those messages appear here.',
    emptyFilter: 'No matching messages',
    showAll: 'Show all',
    export: 'Export',
  },
}

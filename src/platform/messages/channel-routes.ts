import { z } from 'zod'
import {
  Channel,
  ChannelAddress,
  ChannelChange,
  NewAddress,
  TestMessage,
  TestReceipt,
} from '../../core/api/messages.ts'
import { AppError, notFound } from '../../core/error.ts'
import { uuidv7 } from '../../core/uuid.ts'
import { writeAudit } from '../audit/write-audit.ts'
import type { Wall } from '../db/wall.ts'
import type { App } from '../http/app.ts'
import { actorOf } from '../http/guard.ts'
import { addAddress, readAddresses, removeAddress } from './addresses.ts'
import { changeChannel, readOwnConfig } from './change-channel.ts'
import { attempt, longestTryMs } from './deliver.ts'
import { presentChannels } from './present-channel.ts'
import { channelName, type DeclaredChannel } from './rows.ts'

const config = { require: 'channels.manage' } as const
const params = z.object({ module: z.string(), key: z.string() })

/** Channels work for the province: who manages them sees all, and addresses of the agencies they see. */
export function channelRoutes(app: App, wall: Wall, declared: readonly DeclaredChannel[]): void {
  const find = ({ module, key }: z.infer<typeof params>) => {
    const one = declared.find(({ module: { id }, channel }) => id === module && channel.key === key)
    if (!one) throw notFound(`channel ${module}/${key}`)
    return one
  }

  app.get(
    '/api/channels',
    {
      config,
      schema: { summary: 'Ways to reach people', response: { 200: z.object({ items: z.array(Channel) }) } },
    },
    async (request) => ({ items: await wall.read(actorOf(request), (tx) => presentChannels(tx, declared)) }),
  )

  app.post(
    '/api/channels/:module/:key',
    {
      config,
      schema: {
        summary: 'Switch a channel on or off, change its settings',
        params,
        body: ChannelChange,
        response: { 200: Channel },
      },
    },
    async (request) => {
      const actor = actorOf(request)
      const one = find(request.params)
      return wall.as(actor, async (tx) => {
        await changeChannel(tx, actor, one, request.body)
        const [item] = await presentChannels(tx, [one])
        if (!item) throw notFound(`channel ${channelName(one)}`)
        return item
      })
    },
  )

  app.post(
    '/api/channels/:module/:key/test',
    {
      config,
      schema: {
        summary: 'Send a trial message to an address, now',
        params,
        body: TestMessage,
        response: { 200: TestReceipt },
      },
    },
    async (request) => {
      const actor = actorOf(request)
      const one = find(request.params)
      const { address } = request.body
      refuseAddress(one, address)
      const settings = await wall.read(actor, (tx) => readOwnConfig(tx, one))
      const at = new Date()
      const message = {
        id: uuidv7(at),
        address,
        title: { vi: 'Tin thử của trung tâm', en: 'A trial message of the centre' },
        body: {
          vi: 'Kênh này đang hoạt động. Tin này do người quản trị gửi thử, không cần trả lời.',
          en: 'This channel works. An administrator sent this message as a trial; no answer is needed.',
        },
        agency: actor.name,
        page: null,
        at,
      }
      const outcome = await attempt(one, message, settings, {
        longestMs: longestTryMs / 2,
        signal: new AbortController().signal,
      })
      await wall.as(actor, (tx) =>
        writeAudit(tx, actor, {
          agencyId: actor.agencyId,
          action: 'channel.tested',
          subject: { kind: 'channel', id: channelName(one) },
          detail: { ok: !('fault' in outcome) },
        }),
      )
      if ('fault' in outcome) throw new AppError('not_delivered', 409, { detail: outcome.fault })
      return outcome
    },
  )

  app.get(
    '/api/channels/:module/:key/addresses',
    {
      config,
      schema: {
        summary: 'Where agencies are reached',
        params,
        response: { 200: z.object({ items: z.array(ChannelAddress) }) },
      },
    },
    async (request) => {
      const one = find(request.params)
      return { items: await wall.read(actorOf(request), (tx) => readAddresses(tx, one)) }
    },
  )

  app.post(
    '/api/channels/:module/:key/addresses',
    {
      config,
      schema: { summary: 'Give an agency an address', params, body: NewAddress, response: { 201: ChannelAddress } },
    },
    async (request, reply) => {
      const actor = actorOf(request)
      const one = find(request.params)
      refuseAddress(one, request.body.address)
      const added = await wall.as(actor, (tx) => addAddress(tx, actor, one, request.body))
      return reply.code(201).send(added)
    },
  )

  app.delete(
    '/api/channels/addresses/:id',
    {
      config,
      schema: {
        summary: 'Take an address away; what waits for it is still tried',
        params: z.object({ id: z.coerce.number<string>().int().min(1).max(Number.MAX_SAFE_INTEGER) }),
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const actor = actorOf(request)
      await wall.as(actor, (tx) => removeAddress(tx, actor, request.params.id))
      return reply.code(204).send(null)
    },
  )
}

function refuseAddress({ channel }: DeclaredChannel, address: string): void {
  const fault = channel.addressFault(address)
  if (fault)
    throw new AppError('bad_address', 400, { detail: fault.en, errors: [{ path: 'address', message: fault.vi }] })
}

import mqtt, { type IConnackPacket, type MqttClient } from 'mqtt'
import type { Logger } from 'pino'
import type { z } from 'zod'
import type { BrokerState } from '../../core/api/broker.ts'
import { pause } from '../../core/poll/pause.ts'
import { restartDelayMs } from '../connectors/restart-delay.ts'
import { AckWindow } from './ack-window.ts'
import { type Fault, faultOfClose, faultOfError, faultOfReason } from './broker-fault.ts'
import { type BrokerAddress, plainAddress } from './broker-url.ts'
import type { Sender } from './incoming.ts'
import type { Ingest } from './ingest.ts'

/** An operator's broker, and with whom the centre shares what is published there. */
export interface BrokerSettings {
  readonly address: BrokerAddress
  /** Centres with the same group get each message once among them; undefined: this one gets every message. */
  readonly group: string | undefined
  /** Certificates (PEM) of those who may sign the broker's; undefined: those that Node.js trusts. */
  readonly ca: string | undefined
}

export interface Broker {
  /** Who its messages come from. */
  readonly sender: Sender
  state(): z.infer<typeof BrokerState>
  /** Takes nothing more, answers what was taken, and leaves; the broker keeps what comes meanwhile. */
  close(): Promise<void>
}

const filter = 'nhip/v1/+/+'
/** Messages that the broker may have under way to us, and so what waits here at most: a batch of the ingest. */
const receiveMaximum = 1_000
/** A longer message is no reading; the broker drops it by itself (MQTT 5 section 3.1.2.11.4). */
const maximumPacketSize = 1024 * 1024
/** So long a broker shall keep what comes while the centre is away. */
const sessionExpiryInterval = 7 * 86_400
const keepaliveS = 30
const answerMs = 10_000
const settleMs = 5_000
const usualPace = { firstMs: 500, maxMs: 30_000, settledMs: 60_000 }

/**
 * Who speaks when messages come through an operator's broker: the broker as one gateway. It has signed the devices in and says by its own
 * rights who may publish on an asset's topic; their names do not come through. No credential has a name with a space.
 */
const sender: Sender = { name: 'mqtt broker', assetCodes: null, agencyId: null }

/**
 * Takes in what is published at an operator's broker: MQTT 5, QoS 1, shared among the centres of a group. A message is answered (PUBACK) once what
 * became of it is committed; until then the broker keeps it, and gives it again to the next connection. Tries for ever, later each time,
 * at most half a minute apart.
 * @param options.centreId the same for this centre at each start, another for every other one
 */
export function openBroker(options: {
  settings: BrokerSettings
  centreId: string
  ingest: Ingest
  log: Logger
  pace?: typeof usualPace
}): Broker {
  const { settings, centreId, ingest, log, pace = usualPace } = options
  const address = plainAddress(settings.address)
  // With another group another session: in the old one the old subscription would stand, and bring everything twice.
  const { group } = settings
  const clientId = group === undefined ? `nhip-${centreId}` : `nhip-${group}-${centreId}`
  const topic = group === undefined ? filter : `$share/${group}/${filter}`
  const ending = new AbortController()
  let isConnected = false
  let sinceAt = new Date()
  let taken = 0
  let lastFault: z.infer<typeof BrokerState>['lastFault'] = null

  function say(connected: boolean): void {
    if (connected !== isConnected) sinceAt = new Date()
    isConnected = connected
  }

  /** One connection from its first byte to its last. @returns why it ended */
  async function serveOnce(): Promise<Fault> {
    const { protocol, host, port, username, password } = settings.address
    const client = mqtt.connect({
      ...{ protocol, host, port, clientId, protocolVersion: 5, clean: false, resubscribe: false },
      // Each connection is a new one: what it has not answered is none of the next one's.
      ...{ reconnectPeriod: 0, connectTimeout: answerMs, keepalive: keepaliveS },
      ...(username === undefined ? {} : { username }),
      ...(password === undefined ? {} : { password }),
      ...(settings.ca === undefined ? {} : { ca: settings.ca }),
      properties: { sessionExpiryInterval, receiveMaximum, maximumPacketSize },
    })
    let fault: Fault | null = null
    let wasAnswered = false
    const fail = (why: Fault) => {
      fault ??= why
      client.stream.destroy()
    }
    const acks = takeIn(client, (error) => fail({ code: 'not_committed', detail: `not committed: ${error.message}` }))
    client.on('error', (error) => {
      fault ??= faultOfError(error, wasAnswered)
    })
    client.on('disconnect', ({ reasonCode = 0 }) => {
      fault ??= faultOfReason(reasonCode)
    })
    client.on('connect', (connack) => {
      wasAnswered = true
      subscribe(client, connack).then((refused) => {
        if (refused) return fail(refused)
        say(true)
        log.info({ broker: address, topic, resumed: connack.sessionPresent }, 'MQTT broker connected')
      }, fail)
    })
    const end = async () => {
      await Promise.race([acks.settled(), new Promise((resolve) => setTimeout(resolve, settleMs).unref())])
      client.end(!client.connected)
    }
    ending.signal.addEventListener('abort', end, { once: true })
    await new Promise<void>((resolve) => client.once('close', () => resolve()))
    ending.signal.removeEventListener('abort', end)
    client.end(true)
    return fault ?? faultOfClose(wasAnswered)
  }

  /** Hands what comes to the ingest, many at a time, and answers as it is committed. */
  function takeIn(client: MqttClient, onLost: (error: Error) => void): AckWindow {
    const { stream } = client
    const acks = new AckWindow((bytes) => {
      if (stream.writable) stream.write(bytes)
    }, onLost)
    let waiting = 0
    let goOn: (() => void) | null = null
    client.handleMessage = (packet, next) => {
      // Not taken and not answered: the broker keeps it.
      if (ending.signal.aborted) return next(new Error('the centre stops'))
      const { topic: name, payload, qos, messageId = 0 } = packet
      const body = Buffer.isBuffer(payload) ? payload : Buffer.from(payload)
      const committed = ingest.submit({ topic: name, payload: body, via: 'mqtt', sender, receivedAt: new Date() })
      const counted = committed.then(() => {
        taken++
      })
      if (qos > 0) acks.add(messageId, counted)
      counted
        .catch((error: Error) => {
          // Nothing of QoS 0 is answered, so its loss is told here.
          if (qos === 0) onLost(error)
        })
        .finally(() => {
          waiting--
          // Taken out first: going on may come to wait again at once.
          const go = goOn
          goOn = null
          go?.()
        })
      // An error here means: go on to the next packet, and do not answer this one. We do, after its commit.
      const go = () => next(qos > 0 ? new Error('answered later') : undefined)
      // A broker that keeps to the receive maximum never comes to this; QoS 0 has none.
      if (++waiting > receiveMaximum) goOn = go
      else go()
    }
    return acks
  }

  /** @returns why the subscription does not stand */
  async function subscribe(client: MqttClient, { properties }: IConnackPacket): Promise<Fault | null> {
    if (group !== undefined && properties?.sharedSubscriptionAvailable === false) return faultOfReason(158)
    const kept = properties?.sessionExpiryInterval
    if (kept !== undefined && kept < sessionExpiryInterval)
      log.warn(
        { broker: address, keptS: kept },
        'MQTT broker keeps messages for a centre that is away shorter than a week',
      )
    try {
      await client.subscribeAsync(topic, { qos: 1 })
      return null
    } catch (error) {
      const { code, message } = error as Error & { code?: unknown }
      if (code === 158 || typeof code !== 'number')
        return code === 158 ? faultOfReason(158) : faultOfError(error as Error, true)
      const detail = `the broker refuses the subscription ${topic} (${message}); give this account the right to read ${filter}`
      return { code: 'may_not_subscribe', detail }
    }
  }

  async function keepConnected(): Promise<void> {
    for (let failures = 1; !ending.signal.aborted; failures++) {
      const fault = await serveOnce()
      if (isConnected && Date.now() - sinceAt.getTime() >= pace.settledMs) failures = 1
      say(false)
      if (ending.signal.aborted) return
      lastFault = { ...fault, at: new Date().toISOString() }
      const delayMs = restartDelayMs(failures, pace, Math.random())
      log.warn({ broker: address, fault: fault.code, detail: fault.detail, failures, delayMs }, 'MQTT broker is away')
      await pause(delayMs, ending.signal)
    }
  }
  const running = keepConnected()

  return {
    sender,
    state: () => ({ address, connected: isConnected, since: sinceAt.toISOString(), taken, lastFault }),
    async close() {
      ending.abort()
      await running
    },
  }
}

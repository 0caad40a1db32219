import { createServer, type Server, type Socket } from 'node:net'
import { Aedes, type AuthenticateError, type Client } from 'aedes'
import type { Logger } from 'pino'
import { listenFault } from '../listen-fault.ts'
import type { Sender } from './incoming.ts'
import type { Ingest } from './ingest.ts'
import { defaultMqttLimits } from './mqtt-limits.ts'
import { limitPackets } from './packet-limit.ts'
import { credentialKey, WrongAttempts } from './wrong-attempts.ts'

export interface MqttDoor {
  readonly port: number
  close(): Promise<void>
}

const maxDelayMs = 10_000
/** Return code of CONNACK, MQTT 3.1.1 section 3.2.2.3. */
const badCredentials = 4
const patienceMs = 15_000
const askAgainMs = 250
/** So long a credential that was found is believed: what is revoked is shut out after that, open connections too. */
const defaultBelievedMs = 5_000

/** Who is behind a connection, and how to learn whether they still may send. */
interface Admitted {
  sender: Sender
  /** Of a clock that nobody sets: a machine whose time goes back believes nobody longer. */
  askedMs: number
  asking: Promise<Sender> | null
  readonly ask: () => Promise<Sender | null>
}

/**
 * The door for devices: MQTT 3.1.1, name and secret of a credential. A PUBACK is sent once the message is committed, as a reading
 * or as a dead letter; when nothing can be committed the connection is closed without one and the device sends again.
 */
export async function openMqttDoor(options: {
  host: string
  port: number
  log: Logger
  ingest: Ingest
  findSender: (name: string, secret: string) => Promise<Sender | null>
  believedMs?: number
  /** Of one packet; a longer one closes its connection. */
  maxPacketBytes?: number
  /** Open at a time for one credential. */
  maxConnections?: number
}): Promise<MqttDoor> {
  const { log, ingest, findSender, believedMs = defaultBelievedMs } = options
  const { maxPacketBytes, maxConnections } = { ...defaultMqttLimits, ...options }
  const senders = new WeakMap<Client, Admitted>()
  const wrong = new WrongAttempts()
  const open = new Map<string, number>()
  let tooLong = 0

  const broker = await Aedes.createBroker({
    authenticate(client, username, password, done) {
      const name = username ?? ''
      const secret = password?.toString('utf8') ?? ''
      const address = addressOf(client)
      const refuse = (failed: number, why: string) => {
        log.warn({ credential: name, address, failed }, why)
        setTimeout(() => done(refusal(badCredentials), false), Math.min(2 ** failed * 50, maxDelayMs)).unref()
      }
      const key = credentialKey(name, secret)
      if (wrong.waitS(address, name, key) > 0)
        return refuse(10, 'device refused: too many wrong credentials within a minute')
      // A name that PostgreSQL cannot hold belongs to nobody.
      const ask = async () => (name.includes('\0') ? null : findSender(name, secret))
      patiently(client, ask).then(
        (sender) => {
          // Each wrong attempt for a name is answered later than the one before.
          if (!sender) return refuse(wrong.add(address, name, key), 'device refused: wrong credential')
          wrong.wasRight(key)
          const count = open.get(name) ?? 0
          if (count >= maxConnections) {
            log.warn({ credential: name, address, count }, 'device refused: too many connections of one credential')
            return client.close()
          }
          open.set(name, count + 1)
          client.conn.once('close', () => {
            const left = (open.get(name) ?? 1) - 1
            if (left > 0) open.set(name, left)
            else open.delete(name)
          })
          senders.set(client, { sender, askedMs: performance.now(), asking: null, ask })
          done(null, true)
        },
        () => client.close(),
      )
    },
    authorizePublish(client, packet, done) {
      const admitted = client && senders.get(client)
      if (!admitted) return done(new Error('not signed in'))
      // A retained message would be kept in memory for subscribers, of whom there are none.
      packet.retain = false
      const payload = Buffer.isBuffer(packet.payload) ? packet.payload : Buffer.from(packet.payload)
      const receivedAt = new Date()
      stillAdmitted(admitted, believedMs)
        .then((sender) => ingest.submit({ topic: packet.topic, payload, via: 'mqtt', sender, receivedAt }))
        .then(
          () => done(null),
          (error: Error) => {
            log.warn({ err: error.message }, 'message not committed; the device keeps it')
            done(error)
          },
        )
    },
    // Devices speak here; nothing of others is told to them.
    authorizeSubscribe: (_client, _subscription, done) => done(null, null),
  })
  broker.on('clientError', (_client, error) => log.debug({ err: error.message }, 'device connection failed'))
  broker.on('connectionError', (_client, error) => log.debug({ err: error.message }, 'device connection failed'))

  const server = createServer((socket) => {
    socket.setNoDelay(true)
    limitPackets(socket, maxPacketBytes, (length) => {
      tooLong++
      const { remoteAddress: address } = socket
      log.warn({ address, length, most: maxPacketBytes, tooLong }, 'device cut off: packet too long')
    })
    broker.handle(socket)
  })
  await listen(server, options.port, options.host)
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : options.port,
    async close() {
      server.close()
      await new Promise<void>((resolve) => broker.close(() => resolve()))
    },
  }
}

/**
 * Asks again while the database is away, so that a restart of it costs devices some seconds only. Then the connection is closed
 * without an answer: many clients never come back after CONNACK 3 «server unavailable», but all do after a lost connection.
 */
async function patiently<T>(client: Client, ask: () => Promise<T>): Promise<T> {
  const endMs = performance.now() + patienceMs
  for (;;) {
    try {
      return await ask()
    } catch (error) {
      if (performance.now() > endMs || client.closed) throw error
      await new Promise((resolve) => setTimeout(resolve, askAgainMs))
    }
  }
}

/** @throws when the credential was revoked or given another secret meanwhile: the connection is closed then */
function stillAdmitted(admitted: Admitted, believedMs: number): Promise<Sender> {
  if (performance.now() - admitted.askedMs < believedMs) return Promise.resolve(admitted.sender)
  // Messages that come meanwhile wait for the same answer.
  admitted.asking ??= askAgain(admitted).finally(() => {
    admitted.asking = null
  })
  return admitted.asking
}

async function askAgain(admitted: Admitted): Promise<Sender> {
  const sender = await admitted.ask()
  if (!sender) throw new Error(`credential «${admitted.sender.name}» holds no longer`)
  admitted.sender = sender
  admitted.askedMs = performance.now()
  return sender
}

/** From where a connection comes; aedes knows it as a stream. */
function addressOf(client: Client): string {
  return (client.conn as Partial<Socket>).remoteAddress ?? 'unknown'
}

function refusal(returnCode: number): AuthenticateError {
  // aedes reads the code from the error; its type has no constructor.
  return Object.assign(new Error('refused'), { returnCode }) as AuthenticateError
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(listenFault({ name: 'MQTT', host, port, setting: 'MQTT_PORT' }, error.code))
    })
    server.listen(port, host, resolve)
  })
}

import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { AppError } from '../core/error.ts'
import type { BrokerSettings } from './ingest/broker.ts'
import { readBrokerUrl } from './ingest/broker-url.ts'
import { defaultMqttLimits } from './ingest/mqtt-limits.ts'

const port = z.coerce.number({ error: 'a port is a number from 0 to 65535' }).int().min(0).max(65_535)
const within = (least: number, most: number, what: string) => {
  const error = `a whole number of ${what} from ${least} to ${most}`
  return z.coerce.number({ error }).int({ error }).min(least, { error }).max(most, { error })
}

const Environment = z.object({
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: port.default(8080),
  MQTT_PORT: port.optional(),
  MQTT_MAX_PACKET_BYTES: within(1_024, 16 * 1024 * 1024, 'bytes').default(defaultMqttLimits.maxPacketBytes),
  MQTT_MAX_CONNECTIONS: within(1, 100_000, 'connections').default(defaultMqttLimits.maxConnections),
  MQTT_URL: z.string().optional(),
  MQTT_GROUP: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,31}$/, { error: 'lower-case letters, digits and dashes, 1 to 32 of them' })
    .optional(),
  MQTT_CA: z.string().min(1).optional(),
  DATA_DIR: z.string().min(1).default('var'),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: 'write it as postgres://user:password@host:5432/database' })
    .optional(),
  NHIP_ADMIN_PASSWORD: z.string().min(1).optional(),
  TLS_CERT: z.string().min(1).optional(),
  TLS_KEY: z.string().min(1).optional(),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
})

/** Everything that a start can be told. */
export interface Config {
  readonly host: string
  readonly port: number
  /** Null: an operator's broker stands in for the centre's own. */
  readonly mqttPort: number | null
  /** Of the centre's own broker: of one packet, and open at a time for one credential. */
  readonly mqttLimits: { readonly maxPacketBytes: number; readonly maxConnections: number }
  /** An operator's broker; null: none. */
  readonly broker: BrokerSettings | null
  readonly dataDir: string
  /** PostgreSQL of one's own; without it one is started under `dataDir`. */
  readonly databaseUrl: string | undefined
  readonly adminPassword: string | undefined
  readonly logLevel: string
  /** HTTPS: with the operator's own files, or with a certificate that the centre makes for itself; null: plain HTTP. */
  readonly tls: { readonly certFile: string; readonly keyFile: string } | 'own' | null
  /** Replay the measured flood of November 2025 on a demonstration field. */
  readonly replay: boolean
  /** Measured hours that pass in one hour of the clock. */
  readonly speed: number
  /** Around the replay, a field of simulated devices. */
  readonly simulate: boolean
  /** Code of the province that is wanted; null: the one that stands, Huế where none does. */
  readonly province: string | null
  /** Start without the demonstration's agencies and assets. */
  readonly empty: boolean
}

export const usage = `usage: npm start -- [--tls] [--speed N] [--no-simulate] [--no-replay] [--empty] [--province NN]
  --tls         serve HTTPS, with TLS_CERT and TLS_KEY, or with a certificate of its own
  --speed N     replay the measured flood N times as fast as it was (default 60)
  --no-simulate no simulated devices around the measured values
  --no-replay   keep the demonstration, but replay and simulate nothing
  --empty       start without demonstration agencies and assets
  --province NN start another province by its code of two digits: its communes and one agency, no demonstration`

/**
 * Reads environment and command line.
 * @throws {AppError} `bad_configuration` naming each wrong value
 */
export function readConfig(env: NodeJS.ProcessEnv, args: readonly string[]): Config {
  // `PORT=` in a unit or compose file means «not set», not port 0.
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const parsed = Environment.safeParse(set)
  if (!parsed.success) {
    const wrong = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
    throw new AppError('bad_configuration', 500, { detail: `wrong environment: ${wrong.join('; ')}` })
  }
  const { PORT, MQTT_URL } = parsed.data
  const MQTT_PORT = parsed.data.MQTT_PORT ?? (MQTT_URL === undefined ? 1883 : null)
  if (PORT === MQTT_PORT && PORT !== 0) {
    const detail = `wrong environment: PORT and MQTT_PORT are both ${PORT}; give each a port of its own`
    throw new AppError('bad_configuration', 500, { detail })
  }
  const options = readArguments(args)
  const speed = Number(options.speed ?? 60)
  if (!(speed > 0 && speed <= 36_000)) {
    throw new AppError('bad_configuration', 500, {
      detail: `--speed takes a number from 1 to 36000, not «${options.speed}»`,
    })
  }
  const province = options.province ?? null
  if (province !== null && !/^\d{2}$/.test(province)) {
    throw new AppError('bad_configuration', 500, {
      detail: `--province takes the code of a province, two digits such as 46, not «${province}»`,
    })
  }
  // The demonstration is Huế's.
  const empty = (options.empty ?? false) || (province !== null && province !== '46')
  const replay = !options['no-replay'] && !empty
  return {
    host: parsed.data.HOST,
    port: parsed.data.PORT,
    mqttPort: MQTT_PORT,
    mqttLimits: {
      maxPacketBytes: parsed.data.MQTT_MAX_PACKET_BYTES,
      maxConnections: parsed.data.MQTT_MAX_CONNECTIONS,
    },
    broker: readBroker(parsed.data),
    dataDir: resolve(parsed.data.DATA_DIR),
    databaseUrl: parsed.data.DATABASE_URL,
    adminPassword: parsed.data.NHIP_ADMIN_PASSWORD,
    logLevel: parsed.data.LOG_LEVEL,
    tls: options.tls ? readTls(parsed.data) : null,
    replay,
    // Its water is the replay's.
    simulate: replay && !options['no-simulate'],
    speed,
    province,
    empty,
  }
}

function readBroker({ MQTT_URL, MQTT_GROUP, MQTT_CA }: z.infer<typeof Environment>): BrokerSettings | null {
  const wrong = (detail: string) => new AppError('bad_configuration', 500, { detail: `wrong environment: ${detail}` })
  if (MQTT_URL === undefined) {
    if (MQTT_CA !== undefined) throw wrong('MQTT_CA goes with MQTT_URL=mqtts://…; name both or neither')
    return null
  }
  const address = readBrokerUrl(MQTT_URL)
  if (typeof address === 'string') throw wrong(`MQTT_URL: ${address}`)
  if (MQTT_CA === undefined) return { address, group: MQTT_GROUP, ca: undefined }
  if (address.protocol === 'mqtt') throw wrong('MQTT_CA is for TLS; write MQTT_URL=mqtts://…, or leave MQTT_CA out')
  try {
    return { address, group: MQTT_GROUP, ca: readFileSync(MQTT_CA, 'utf8') }
  } catch (error) {
    throw wrong(`MQTT_CA: ${MQTT_CA} cannot be read (${(error as NodeJS.ErrnoException).code})`)
  }
}

function readTls({ TLS_CERT, TLS_KEY }: z.infer<typeof Environment>): Config['tls'] {
  if (TLS_CERT && TLS_KEY) return { certFile: TLS_CERT, keyFile: TLS_KEY }
  if (!TLS_CERT && !TLS_KEY) return 'own'
  throw new AppError('bad_configuration', 500, { detail: 'TLS_CERT and TLS_KEY go together: name both or neither' })
}

function readArguments(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        tls: { type: 'boolean' },
        speed: { type: 'string' },
        'no-simulate': { type: 'boolean' },
        'no-replay': { type: 'boolean' },
        province: { type: 'string' },
        empty: { type: 'boolean' },
      },
    }).values
  } catch (error) {
    throw new AppError('bad_configuration', 500, { detail: `${(error as Error).message}\n${usage}` })
  }
}

import type { Logger } from 'pino'
import type { ConnectorAsset, ConnectorIo } from '../../core/module.ts'
import type { Wall } from '../db/wall.ts'
import type { Sender } from '../ingest/incoming.ts'
import type { Ingest } from '../ingest/ingest.ts'
import { connectorName, type DeclaredConnector } from './rows.ts'
import { openSendWindow } from './send-window.ts'

/** Readings of a connector since the centre started. */
export interface Counts {
  sent: number
  refused: number
  /** When the last one was committed. */
  lastSentAt: Date | null
}

/** What one connector may have in the ingest's next batch, and in memory besides. */
const inFlight = 500
const waiting = 20_000
const askAgainMs = 5_000

/**
 * What one run of a connector gets. Readings take the way of every device's message, from a sender that may speak for assets of the
 * module's own types only; after `signal` is aborted nothing is taken from it any more.
 */
export function lendIo(options: {
  declared: DeclaredConnector
  wall: Wall
  ingest: Pick<Ingest, 'submit'>
  log: Logger
  counts: Counts
  signal: AbortSignal
  tell: ConnectorIo['tell']
}): ConnectorIo {
  const { declared, wall, ingest, log, counts, signal, tell } = options
  const seriesOf = new Map(
    (declared.module.assets ?? []).map(({ type, series }) => [type, new Set(series.map(({ key }) => key))]),
  )
  const own = new Map<string, ReadonlySet<string> | undefined>()
  const codes = new Set<string>()
  /** What was found out about a thing of the demonstration is no device's word. */
  const invented = new Set<string>()
  const sender: Sender = { name: `connector ${connectorName(declared)}`, assetCodes: codes, agencyId: null }
  const inWindow = openSendWindow(inFlight, waiting)
  let askedAtMs = Number.NEGATIVE_INFINITY

  async function readAssets(): Promise<ConnectorAsset[]> {
    askedAtMs = performance.now()
    if (seriesOf.size === 0) return []
    const rows = await wall.lookUp((tx) =>
      tx
        .selectFrom('platform.asset')
        .select(['code', 'type', 'attributes', 'demonstration'])
        .where('type', 'in', [...seriesOf.keys()])
        .where('retiredAt', 'is', null)
        .orderBy('code')
        .execute(),
    )
    own.clear()
    codes.clear()
    invented.clear()
    for (const { code, type, demonstration } of rows) {
      own.set(code, seriesOf.get(type))
      codes.add(code)
      if (demonstration) invented.add(code)
    }
    // Attributes were written through the type's own schema, which is an object.
    return rows.map(({ code, type, attributes }) => ({ code, type, attributes: attributes as Record<string, unknown> }))
  }

  async function submit({ asset, series, at, value }: Parameters<ConnectorIo['send']>[0]): Promise<void> {
    if (signal.aborted) throw new Error('this run of the connector is over')
    if (!own.has(asset) && performance.now() - askedAtMs > askAgainMs) await readAssets()
    // Refused here, a fault of the module costs no dead letter; the ingest looks once more.
    if (!own.get(asset)?.has(series))
      throw new Error(`${asset}/${series} is no series of an asset of module ${declared.module.id}`)
    const payload = Buffer.from(
      JSON.stringify({ at: at.toISOString(), value, ...(invented.has(asset) ? { origin: 'simulated' } : {}) }),
    )
    const topic = `nhip/v1/${asset}/${series}`
    const outcome = await ingest.submit({ topic, payload, via: 'connector', sender, receivedAt: new Date() })
    if (typeof outcome === 'object') throw new Error(`${topic}: ${outcome.detail}`)
  }

  return {
    signal,
    now: () => new Date(),
    assets: readAssets,
    send(reading) {
      const sending = inWindow(() => submit(reading)).then(
        () => {
          counts.sent++
          counts.lastSentAt = new Date()
        },
        (error: Error) => {
          counts.refused++
          if (!signal.aborted)
            log.debug({ connector: connectorName(declared), err: error.message }, 'reading not taken')
          throw error
        },
      )
      // A connector that does not look at the answer must not end the centre by it.
      sending.catch(() => undefined)
      return sending
    },
    tell(state, sentence) {
      if (!signal.aborted) tell(state, sentence)
    },
  }
}

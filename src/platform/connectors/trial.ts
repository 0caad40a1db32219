import { setImmediate as afterEvents } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { ConnectorTrial } from '../../core/api/connectors.ts'
import type { ConnectorIo } from '../../core/module.ts'
import { pause } from '../../core/poll/pause.ts'
import type { Wall } from '../db/wall.ts'
import { refuseTime } from '../ingest/admit.ts'
import { parseMessage } from '../ingest/incoming.ts'
import { lendIo } from './lend-io.ts'
import { type DeclaredConnector, parseSettings } from './rows.ts'

/** Assets of each type that are asked: enough to see that it works, few enough to trouble nobody. */
const assetsOfType = 5
const shown = 10
const longestFault = 500

/**
 * Runs a connector once, apart from its supervised run, over a few of its assets, and says what came of it. Nothing is stored. It is cut
 * off after `limitMs`; one that does not end then is left behind, and nothing is taken from it any more.
 */
export async function tryConnector(options: {
  declared: DeclaredConnector
  config: unknown
  wall: Wall
  log: Logger
  limitMs: number
}): Promise<ConnectorTrial> {
  const { declared, wall, log, limitMs } = options
  const startMs = performance.now()
  const found: ConnectorTrial['readings'] = []
  const refused: ConnectorTrial['refused'] = []
  const sending = new Set<Promise<void>>()
  const told: Pick<ConnectorTrial, 'state' | 'sentence'> = { state: null, sentence: null }
  const counted = { asked: 0, assets: 0, found: 0 }
  const answer = (outcome: ConnectorTrial['outcome'], fault: string | null): ConnectorTrial => ({
    outcome,
    tookMs: Math.round(performance.now() - startMs),
    limitMs,
    ...told,
    fault: fault?.replaceAll('\0', '\uFFFD').slice(0, longestFault) ?? null,
    ...counted,
    readings: [...found],
    refused: [...refused],
  })

  const settings = parseSettings(declared.connector, options.config)
  if ('faults' in settings)
    return answer('bad_settings', settings.faults.map(({ path, message }) => `${path}: ${message}`).join('; '))

  const ending = new AbortController()
  const io = lendIo({
    ...{ declared, wall, log, signal: ending.signal, counts: { sent: 0, refused: 0, lastSentAt: null } },
    // Judged as the ingest judges it, and kept by nobody.
    ingest: {
      async submit(message) {
        // As a commit does, this gives way to others: a connector that sends without end would else never see its time run out.
        await afterEvents()
        const reading = parseMessage(message)
        const refusal = 'reason' in reading ? reading : refuseTime(reading.at, message.receivedAt)
        return refusal ?? 'stored'
      },
    },
    tell: (state, sentence) => Object.assign(told, { state, sentence }),
  })
  const types = new Map<string, string>()
  const seriesOf = (asset: string, series: string) =>
    declared.module.assets?.find(({ type }) => type === types.get(asset))?.series.find(({ key }) => key === series)
  const trialIo: ConnectorIo = {
    ...io,
    isTrial: true,
    async assets() {
      const all = await io.assets()
      for (const { code, type } of all) types.set(code, type)
      const few = [...Map.groupBy(all, ({ type }) => type).values()].flatMap((of) => of.slice(0, assetsOfType))
      Object.assign(counted, { asked: few.length, assets: all.length })
      return few
    },
    send(reading) {
      const { asset, series, at, value } = reading
      const judged = io.send(reading).then(
        () => {
          if (counted.found++ >= shown) return
          const { name = { vi: series, en: series }, unit = '', words } = seriesOf(asset, series) ?? {}
          found.push({ asset, series, name, unit, at: at.toISOString(), value, words: words?.[value] ?? null })
        },
        (error: Error) => {
          if (refused.length < shown) refused.push({ asset, series, detail: error.message })
          throw error
        },
      )
      const over = judged.catch(() => undefined)
      sending.add(over)
      over.finally(() => sending.delete(over))
      return judged
    },
  }

  const cut = new AbortController()
  try {
    const running = (async () => declared.connector.run(settings.config, trialIo))()
    running.catch(() => undefined)
    const isCut = await Promise.race([
      running.then(() => false),
      pause(limitMs, cut.signal).then(() => !cut.signal.aborted),
    ])
    if (isCut) return answer('cut_off', null)
    await Promise.all(sending)
    return answer(counted.found + refused.length > 0 ? 'answered' : 'nothing', null)
  } catch (error) {
    return answer('failed', describe(error))
  } finally {
    cut.abort()
    ending.abort()
  }
}

/** What was thrown with what caused it: `fetch` keeps the telling part in the cause. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { message, cause } = error
  return cause instanceof Error && cause.message !== message ? `${message}: ${describe(cause)}` : message
}

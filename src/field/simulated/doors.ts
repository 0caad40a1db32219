import type { Logger } from 'pino'
import { z } from 'zod'
import type { Report } from './reports.ts'

/** A way into the centre. Resolves when the centre has acknowledged all; rejects when it never will, or when it is to stop. */
export type Door = (reports: readonly Report[]) => Promise<void>

const bodyOf = ({ atMs, value }: Report) => ({ at: new Date(atMs).toISOString(), value, origin: 'simulated' })
const mostInFlight = 100

/** MQTT: each reading a message of its own. */
export function openMqttDoor(
  publish: (topic: string, payload: string) => Promise<unknown>,
  stopped: Promise<never>,
): Door {
  return async (reports) => {
    for (let from = 0; from < reports.length; from += mostInFlight) {
      const answers = reports
        .slice(from, from + mostInFlight)
        .map((report) => publish(`nhip/v1/${report.asset}/${report.series}`, JSON.stringify(bodyOf(report))))
      await Promise.race([Promise.all(answers), stopped])
    }
  }
}

const mostOfRequest = 2_000
const firstDelayMs = 500
const longestDelayMs = 30_000
const Answer = z.object({
  results: z.array(z.object({ index: z.number(), outcome: z.string(), reason: z.string().optional() })),
})

/**
 * HTTP: many readings in a request, sent again while the centre is away. An asset that the centre refuses is left out from then on: it
 * was taken out of use.
 */
export function openHttpDoor(options: {
  readonly address: string
  readonly username: string
  readonly password: string
  readonly log: Logger
  readonly signal: AbortSignal
  readonly wait: (ms: number) => Promise<void>
}): Door {
  const { address, username, password, log, signal, wait } = options
  const refused = new Set<string>()
  const headers = {
    authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`,
    'content-type': 'application/json',
  }

  async function send(reports: readonly Report[]): Promise<void> {
    const body = JSON.stringify(reports.map((one) => ({ asset: one.asset, series: one.series, ...bodyOf(one) })))
    for (let delayMs = firstDelayMs; ; delayMs = Math.min(delayMs * 2, longestDelayMs)) {
      signal.throwIfAborted()
      const answer = await fetch(`${address}/api/ingest/readings`, { method: 'POST', headers, body, signal }).catch(
        (error: Error) => error,
      )
      signal.throwIfAborted()
      if (answer instanceof Error) log.warn({ err: answer.message, delayMs }, 'the centre cannot be reached')
      else if (answer.ok) return note(reports, Answer.parse(await answer.json()))
      else if (answer.status === 401) throw new Error(`${address} refused the login`)
      else
        log.warn(
          { status: answer.status, text: (await answer.text()).slice(0, 300), delayMs },
          'the centre did not take it',
        )
      await wait(delayMs)
    }
  }

  function note(reports: readonly Report[], { results }: z.infer<typeof Answer>): void {
    for (const { index, outcome, reason } of results) {
      const asset = reports[index]?.asset
      if (outcome !== 'refused' || asset === undefined || reason === 'conflicting_value' || refused.has(asset)) continue
      refused.add(asset)
      log.warn({ asset, reason }, 'the centre refuses this device; it says no more')
    }
  }

  return async (reports) => {
    for (let from = 0; from < reports.length; from += mostOfRequest) {
      const part = reports.slice(from, from + mostOfRequest).filter(({ asset }) => !refused.has(asset))
      if (part.length > 0) await send(part)
    }
  }
}

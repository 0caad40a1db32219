import type { Logger } from 'pino'
import type { ConnectorIo } from '../../core/module.ts'
import { pause } from '../../core/poll/pause.ts'
import type { Text } from '../../core/text.ts'
import { type Pace, restartDelayMs } from './restart-delay.ts'
import { type ConnectorReport, connectorName, type DeclaredConnector } from './rows.ts'

export interface Supervised {
  /** Ends the connector; resolves once it ended, or is left behind after `pace.stopMs`. */
  stop(): Promise<void>
}

/**
 * Keeps a connector running: starts it again when it returns or throws, later each time. What it does wrong stays with it.
 * @param lend makes what one run is lent; the signal is aborted when that run is over, however it ended
 */
export function supervise(options: {
  declared: DeclaredConnector
  config: Readonly<Record<string, unknown>>
  pace: Pace
  log: Logger
  lend: (signal: AbortSignal, tell: ConnectorIo['tell']) => ConnectorIo
  report: (report: ConnectorReport) => void
}): Supervised {
  const { declared, config, pace, lend, report } = options
  const log = options.log.child({ connector: connectorName(declared) })
  const ending = new AbortController()
  let failures = 0
  let startedAt: Date | null = null
  const say = (state: ConnectorReport['state'], sentence: Text | null) =>
    report({ state, sentence, stateAt: new Date(), startedAt, failures })

  async function runOnce(): Promise<string | null> {
    const run = new AbortController()
    const end = () => run.abort()
    ending.signal.addEventListener('abort', end, { once: true })
    try {
      await declared.connector.run(config, lend(run.signal, say))
      return null
    } catch (error) {
      return error instanceof Error ? error.message : String(error)
    } finally {
      ending.signal.removeEventListener('abort', end)
      run.abort()
    }
  }

  async function keepRunning(): Promise<void> {
    while (!ending.signal.aborted) {
      startedAt = new Date()
      say('started', null)
      const fault = await runOnce()
      if (ending.signal.aborted) return
      failures = Date.now() - startedAt.getTime() >= pace.settledMs ? 1 : failures + 1
      const delayMs = restartDelayMs(failures, pace, Math.random())
      log.warn({ err: fault, failures, delayMs }, 'connector ended by itself and is started again')
      say('failing', endSentence(fault, delayMs))
      await pause(delayMs, ending.signal)
    }
  }
  const running = keepRunning()

  return {
    async stop() {
      ending.abort()
      const late = new AbortController()
      const isLeft = await Promise.race([
        running.then(() => false),
        pause(pace.stopMs, late.signal).then(() => !late.signal.aborted),
      ])
      late.abort()
      if (isLeft) log.error({ stopMs: pace.stopMs }, 'connector does not end and is left behind')
    },
  }
}

function endSentence(fault: string | null, delayMs: number): Text {
  const seconds = Math.ceil(delayMs / 1_000)
  return fault === null
    ? { vi: `Tự kết thúc; chạy lại sau ${seconds} giây`, en: `Ended by itself; started again in ${seconds} s` }
    : { vi: `Lỗi: ${fault}; chạy lại sau ${seconds} giây`, en: `Failed: ${fault}; started again in ${seconds} s` }
}

import type { Logger } from 'pino'
import { z } from 'zod'
import type { Connector, ModuleDefinition } from '../../core/module.ts'
import type { Text } from '../../core/text.ts'
import type { Wall } from '../db/wall.ts'

/** A connector with the module it belongs to. */
export interface DeclaredConnector {
  readonly module: ModuleDefinition
  readonly connector: Connector
}

export const connectorName = ({ module, connector }: DeclaredConnector): string => `${module.id}/${connector.key}`

/** Every connector that the modules declare. */
export function listConnectors(modules: readonly ModuleDefinition[]): DeclaredConnector[] {
  return modules.flatMap((module) => (module.connectors ?? []).map((connector) => ({ module, connector })))
}

export type Settings =
  | { readonly config: Readonly<Record<string, unknown>> }
  | { readonly faults: readonly { readonly path: string; readonly message: string }[] }

/** Settings as the connector's schema takes them, defaults filled in; else what does not fit. An unknown setting does not fit. */
export function parseSettings(connector: Pick<Connector, 'config'>, given: unknown): Settings {
  const parsed = z.strictObject(connector.config.shape).safeParse(given)
  if (parsed.success) return { config: parsed.data }
  const faults = parsed.error.issues.map(({ path, message }) => ({ path: ['config', ...path].join('.'), message }))
  return { faults }
}

/** Gives every connector its row, switched on, where it has none; says in the log which rows no module knows any more. */
export async function ensureRows(wall: Wall, log: Logger, connectors: readonly DeclaredConnector[]): Promise<void> {
  const declared = new Set(connectors.map(connectorName))
  await wall.service(async (tx) => {
    for (const { module, connector } of connectors) {
      await tx
        .insertInto('platform.connector')
        .values({ module: module.id, key: connector.key })
        .onConflict((conflict) => conflict.columns(['module', 'key']).doNothing())
        .execute()
    }
    for (const row of await tx.selectFrom('platform.connector').select(['module', 'key']).execute()) {
      const name = `${row.module}/${row.key}`
      if (!declared.has(name)) log.warn({ connector: name }, 'connector has settings, but no module declares it')
    }
  })
}

/** How a connector goes, as its row says it. */
export interface ConnectorReport {
  readonly state: 'off' | 'started' | 'working' | 'failing'
  readonly sentence: Text | null
  readonly stateAt: Date
  readonly startedAt: Date | null
  readonly failures: number
}

export interface ReportWriter {
  /** Keeps the last word of each connector; earlier ones that are not written yet are passed over. */
  write(declared: DeclaredConnector, report: ConnectorReport): void
  /** Writes what is left; gives up quietly where the database is away. */
  close(): Promise<void>
}

const longestSentence = 500
const clip = (text: string) => text.replaceAll('\0', '\uFFFD').slice(0, longestSentence)

/** Writes reports to their rows, at most once each `pauseMs` however often a connector speaks. */
export function openReportWriter(wall: Wall, log: Logger, pauseMs = 500): ReportWriter {
  const words = new Map<string, { declared: DeclaredConnector; report: ConnectorReport }>()
  let writing: Promise<void> | null = null
  let isClosing = false
  let cutShort = () => {}

  async function flush(): Promise<void> {
    const taken = [...words]
    words.clear()
    try {
      await wall.service(async (tx) => {
        for (const [, { declared, report }] of taken) {
          const { sentence, ...rest } = report
          await tx
            .updateTable('platform.connector')
            .set({ ...rest, sentenceVi: sentence && clip(sentence.vi), sentenceEn: sentence && clip(sentence.en) })
            .where('module', '=', declared.module.id)
            .where('key', '=', declared.connector.key)
            .execute()
        }
      })
    } catch (error) {
      log.warn({ err: (error as Error).message }, 'reports of connectors not written; written again later')
      for (const [name, word] of taken) if (!words.has(name)) words.set(name, word)
      if (isClosing) words.clear()
    }
  }

  async function drain(): Promise<void> {
    while (words.size > 0) {
      await flush()
      if (isClosing) continue
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, pauseMs)
        cutShort = () => resolve(clearTimeout(timer))
      })
    }
    writing = null
  }

  return {
    write(declared, report) {
      words.set(connectorName(declared), { declared, report })
      writing ??= drain()
    },
    async close() {
      isClosing = true
      cutShort()
      await writing
    },
  }
}

import type { Logger } from 'pino'
import { z } from 'zod'
import { Connector, ConnectorChange, ConnectorTrial } from '../../core/api/connectors.ts'
import { AppError, conflict, notFound } from '../../core/error.ts'
import { formFieldsOf } from '../../core/form-field.ts'
import { writeAudit } from '../audit/write-audit.ts'
import type { Actor } from '../auth/actor.ts'
import type { Db } from '../db/pool.ts'
import type { Wall } from '../db/wall.ts'
import type { App } from '../http/app.ts'
import { actorOf } from '../http/guard.ts'
import { iso, isoOrNull } from '../http/present.ts'
import type { Connectors } from './connectors.ts'
import { connectorName, type DeclaredConnector, parseSettings } from './rows.ts'
import { tryConnector } from './trial.ts'

/** So long a connector that is tried may take; somebody waits before the page. */
const trialMs = 15_000
const params = z.object({ module: z.string(), key: z.string() })

/** Connectors work for the province: who may read them sees all of them. */
export function connectorRoutes(
  app: App,
  wall: Wall,
  connectors: Connectors,
  { log, limitMs = trialMs }: { log: Logger; limitMs?: number | undefined },
): void {
  const trying = new Set<DeclaredConnector>()
  function find({ module, key }: { module: string; key: string }): DeclaredConnector {
    const found = connectors.declared.find((one) => one.module.id === module && one.connector.key === key)
    if (!found) throw notFound(`connector ${module}/${key}`)
    return found
  }

  app.get(
    '/api/connectors',
    {
      config: { require: 'connectors.read' },
      schema: { summary: 'How the modules’ connectors go', response: { 200: z.object({ items: z.array(Connector) }) } },
    },
    async (request) => {
      const actor = actorOf(request)
      return { items: await wall.read(actor, (tx) => presentAll(tx, actor, connectors, connectors.declared)) }
    },
  )

  app.post(
    '/api/connectors/:module/:key',
    {
      config: { require: 'connectors.manage' },
      schema: {
        summary: 'Switch a connector on or off, change its settings',
        params,
        body: ConnectorChange,
        response: { 200: Connector },
      },
    },
    async (request) => {
      const actor = actorOf(request)
      const found = find(request.params)
      await wall.as(actor, (tx) => changeRow(tx, actor, found, request.body))
      const settled = connectors.refresh(found)
      // Ending the former run may take seconds, and failing then is no fault of the asker: the row holds what was asked.
      settled.catch((error: Error) =>
        request.log.error({ err: error.message }, 'connector not started as its row says'),
      )
      const [item] = await wall.read(actor, (tx) => presentAll(tx, actor, connectors, [found]))
      if (!item) throw notFound(`connector ${connectorName(found)}`)
      return item
    },
  )

  app.post(
    '/api/connectors/:module/:key/test',
    {
      config: { require: 'connectors.manage' },
      schema: {
        summary: 'Try a connector once, apart from its run: what answered, what would have been stored; nothing is',
        params,
        response: { 200: ConnectorTrial },
      },
    },
    async (request) => {
      const actor = actorOf(request)
      const found = find(request.params)
      if (trying.has(found))
        throw conflict('trial_under_way', `${connectorName(found)} is being tried; wait for its end`)
      trying.add(found)
      try {
        const row = await wall.read(actor, (tx) =>
          tx
            .selectFrom('platform.connector')
            .select('config')
            .where('module', '=', found.module.id)
            .where('key', '=', found.connector.key)
            .executeTakeFirst(),
        )
        const trial = await tryConnector({ declared: found, config: row?.config ?? {}, wall, log, limitMs })
        const { outcome, tookMs, found: readings } = trial
        const subject = { kind: 'connector', id: connectorName(found) }
        const detail = { outcome, tookMs, readings }
        await wall.as(actor, (tx) =>
          writeAudit(tx, actor, { agencyId: actor.agencyId, action: 'connector.tested', subject, detail }),
        )
        return trial
      } finally {
        trying.delete(found)
      }
    },
  )
}

async function changeRow(
  tx: Db,
  actor: Actor,
  one: DeclaredConnector,
  change: z.infer<typeof ConnectorChange>,
): Promise<void> {
  const settings = parseSettings(one.connector, change.config ?? {})
  if ('faults' in settings) {
    const detail = settings.faults.map(({ path, message }) => `${path}: ${message}`).join('; ')
    throw new AppError('bad_settings', 400, { detail, errors: settings.faults })
  }
  const values = {
    ...(change.enabled === undefined ? {} : { enabled: change.enabled }),
    ...(change.config === undefined ? {} : { config: JSON.stringify(change.config) }),
  }
  if (Object.keys(values).length === 0) return
  const { numUpdatedRows } = await tx
    .updateTable('platform.connector')
    .set(values)
    .where('module', '=', one.module.id)
    .where('key', '=', one.connector.key)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw notFound(`connector ${connectorName(one)}`)
  // Settings may hold secrets: the names of what was set are enough.
  const detail = { enabled: change.enabled, settings: change.config && Object.keys(change.config) }
  const subject = { kind: 'connector', id: connectorName(one) }
  await writeAudit(tx, actor, { agencyId: actor.agencyId, action: 'connector.changed', subject, detail })
}

async function presentAll(
  tx: Db,
  actor: Actor,
  connectors: Connectors,
  wanted: readonly DeclaredConnector[],
): Promise<Connector[]> {
  const rows = await tx.selectFrom('platform.connector').selectAll().execute()
  const byName = new Map(rows.map((row) => [`${row.module}/${row.key}`, row]))
  const maySeeSettings = actor.permissions.has('connectors.manage')
  return wanted.map((one) => {
    const row = byName.get(connectorName(one))
    const settings = parseSettings(one.connector, row?.config ?? {})
    const { sent, refused, lastSentAt } = connectors.counts(one)
    const given = row?.config as Record<string, unknown> | undefined
    return {
      module: one.module.id,
      moduleName: one.module.name,
      key: one.connector.key,
      name: one.connector.name,
      enabled: row?.enabled ?? true,
      state: row?.state ?? 'off',
      sentence: row?.sentenceVi && row.sentenceEn ? { vi: row.sentenceVi, en: row.sentenceEn } : null,
      stateAt: row ? iso(row.stateAt) : null,
      ageS: row ? Math.max(0, Math.round((Date.now() - row.stateAt.getTime()) / 1_000)) : null,
      startedAt: isoOrNull(row?.startedAt ?? null),
      failures: row?.failures ?? 0,
      sent,
      refused,
      lastSentAt: isoOrNull(lastSentAt),
      config: maySeeSettings ? ('config' in settings ? { ...settings.config } : (given ?? {})) : null,
      configSchema: maySeeSettings
        ? z.toJSONSchema(one.connector.config, { io: 'input', unrepresentable: 'any' })
        : null,
      // Declarations are plain data; the contract leaves them as JSON.
      fields: maySeeSettings ? (formFieldsOf(one.connector.config) as unknown as Connector['fields']) : null,
    }
  })
}

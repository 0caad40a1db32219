import type { z } from 'zod'
import type { ChannelChange } from '../../core/api/messages.ts'
import { AppError, conflict, notFound } from '../../core/error.ts'
import { writeAudit } from '../audit/write-audit.ts'
import type { Actor } from '../auth/actor.ts'
import { parseSettings } from '../connectors/rows.ts'
import type { Db } from '../db/pool.ts'
import { channelName, type DeclaredChannel, keepSecrets } from './rows.ts'

type Config = Readonly<Record<string, unknown>>

/** The channel's row, locked where it is to be changed. */
async function readRow(tx: Db, one: DeclaredChannel, isLocked: boolean) {
  let query = tx
    .selectFrom('platform.channel')
    .select(['enabled', 'config'])
    .where('module', '=', one.module.id)
    .where('key', '=', one.channel.key)
  if (isLocked) query = query.forUpdate()
  const row = await query.executeTakeFirst()
  if (!row) throw notFound(`channel ${channelName(one)}`)
  // Written below alone, from an object.
  return { enabled: row.enabled, config: row.config as Config }
}

/** The settings in force, secrets and all, for a trial. @throws {AppError} `bad_settings` */
export async function readOwnConfig(tx: Db, one: DeclaredChannel): Promise<Config> {
  return fitting(one, (await readRow(tx, one, false)).config)
}

function fitting(one: DeclaredChannel, config: Config): Config {
  const settings = parseSettings(one.channel, config)
  if ('config' in settings) return settings.config
  const detail = settings.faults.map(({ path, message }) => `${path}: ${message}`).join('; ')
  throw new AppError('bad_settings', 400, { detail, errors: settings.faults })
}

/** Switches a channel on or off and changes its settings; a secret that is not given stays. @throws {AppError} `bad_settings` */
export async function changeChannel(
  tx: Db,
  actor: Actor,
  one: DeclaredChannel,
  change: z.infer<typeof ChannelChange>,
): Promise<void> {
  const before = await readRow(tx, one, true)
  const config = change.config === undefined ? before.config : keepSecrets(one, before.config, change.config)
  const settings = fitting(one, config)
  const enabled = change.enabled ?? before.enabled
  const missing = enabled ? one.channel.settingFault?.(settings) : null
  if (missing) throw conflict('channel_not_set', missing.vi)
  await tx
    .updateTable('platform.channel')
    .set({ enabled, config: JSON.stringify(config) })
    .where('module', '=', one.module.id)
    .where('key', '=', one.channel.key)
    .execute()
  // Settings may hold secrets: the names of what was set are enough.
  const detail = { enabled: change.enabled, settings: change.config && Object.keys(change.config) }
  const subject = { kind: 'channel', id: channelName(one) }
  await writeAudit(tx, actor, { agencyId: actor.agencyId, action: 'channel.changed', subject, detail })
}

import type { Channel } from '../../core/channel.ts'
import { formFieldsOf } from '../../core/form-field.ts'
import type { ModuleDefinition } from '../../core/module.ts'
import type { Text } from '../../core/text.ts'
import type { Wall } from '../db/wall.ts'

/** A channel with the module it belongs to. */
export interface DeclaredChannel {
  readonly module: ModuleDefinition
  readonly channel: Channel
}

export const channelName = ({ module, channel }: DeclaredChannel): string => `${module.id}/${channel.key}`

/** Every channel that the modules declare. */
export function listChannels(modules: readonly ModuleDefinition[]): DeclaredChannel[] {
  return modules.flatMap((module) => (module.channels ?? []).map((channel) => ({ module, channel })))
}

/** What channels are called, by `<module>/<key>`. */
export const channelWords = (channels: readonly DeclaredChannel[]): ReadonlyMap<string, Text> =>
  new Map(channels.map((one) => [channelName(one), one.channel.name]))

/** Gives every channel its row, switched off, where it has none. */
export async function ensureChannelRows(wall: Wall, channels: readonly DeclaredChannel[]): Promise<void> {
  if (channels.length === 0) return
  await wall.service((tx) =>
    tx
      .insertInto('platform.channel')
      .values(channels.map(({ module, channel }) => ({ module: module.id, key: channel.key })))
      .onConflict((conflict) => conflict.doNothing())
      .execute(),
  )
}

const secretsOf = ({ channel }: DeclaredChannel) =>
  Object.entries(formFieldsOf(channel.config)).flatMap(([key, field]) =>
    'secret' in field && field.secret ? [key] : [],
  )

/** Settings as they may be shown: a secret that is set is left out. */
export function hideSecrets(one: DeclaredChannel, config: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const secrets = secretsOf(one)
  return Object.fromEntries(Object.entries(config).filter(([key]) => !secrets.includes(key)))
}

/** New settings with the secrets that stand, where none is given: a form cannot send back what it was not shown. */
export function keepSecrets(
  one: DeclaredChannel,
  before: Readonly<Record<string, unknown>>,
  given: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const kept = secretsOf(one).filter((key) => !(key in given) && key in before)
  return { ...given, ...Object.fromEntries(kept.map((key) => [key, before[key]])) }
}

import { sql } from 'kysely'
import type { PlatformPermission } from '../../core/permission.ts'
import type { Actor } from '../auth/actor.ts'
import { agenciesInReach, hashToken } from '../auth/sessions.ts'
import type { Wall } from '../db/wall.ts'

export const screenCookie = 'nhip_screen'

/** All that a screen may ask for; whoever makes a link holds each of them. */
export const screenPermissions: readonly PlatformPermission[] = ['alerts.read', 'assets.read', 'areas.read']

/** The screen behind a link's token, as somebody who only reads; null where the link was revoked or never was. */
export async function findScreen(wall: Wall, token: string): Promise<Actor | null> {
  const found = await wall.lookUp(async (tx) => {
    const link = await tx
      .selectFrom('platform.screenLink')
      .select(['id', 'name', 'agencyId', 'reach', 'lastSeenAt'])
      .where('tokenHash', '=', hashToken(token))
      .where('revokedAt', 'is', null)
      .executeTakeFirst()
    if (!link) return null
    // Checked by the table.
    const reach = link.reach as 'agency' | 'subtree' | 'province'
    const actor: Actor = {
      accountId: 0,
      login: '',
      name: link.name,
      agencyId: link.agencyId,
      reach: reach === 'province' ? 'province' : 'agencies',
      agencyIds: await agenciesInReach(tx, link.agencyId, reach),
      permissions: new Set(screenPermissions),
      mustChangePassword: false,
      isScreen: true,
    }
    return { id: link.id, lastSeenAt: link.lastSeenAt, actor }
  })
  if (!found) return null
  if (Date.now() - (found.lastSeenAt?.getTime() ?? 0) > 60_000) {
    await wall.service(
      (tx) => sql`update platform.screen_link set last_seen_at = now() where id = ${found.id}`.execute(tx),
      () => false,
    )
  }
  return found.actor
}

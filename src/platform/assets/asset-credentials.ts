import { sql } from 'kysely'
import type { AssetCredential, MadeCredential } from '../../core/api/assets.ts'
import { conflict, notFound } from '../../core/error.ts'
import { writeAudit } from '../audit/write-audit.ts'
import type { Actor } from '../auth/actor.ts'
import type { Wall } from '../db/wall.ts'
import { iso, isoOrNull } from '../http/present.ts'
import { createCredential, replaceCredential } from '../ingest/credentials.ts'

/** @throws {AppError} `not_found` for an asset that is not among the actor's own */
async function findAsset(wall: Wall, actor: Actor, code: string): Promise<{ id: number; agencyId: number }> {
  const row = await wall.as(actor, (tx) =>
    tx
      .selectFrom('platform.asset')
      .select(['id', 'agencyId'])
      .where('code', '=', code)
      .where('agencyId', 'in', [...actor.agencyIds])
      .executeTakeFirst(),
  )
  if (!row) throw notFound(`asset ${code}`)
  return row
}

/** What may send for one asset by name, the newest first; gateways of a whole agency are not among them. */
export async function readAssetCredentials(wall: Wall, actor: Actor, code: string): Promise<AssetCredential[]> {
  await findAsset(wall, actor, code)
  const rows = await wall.lookUp((tx) =>
    tx
      .selectFrom('platform.credential')
      .select(['name', 'createdAt', 'disabledAt', sql<boolean>`cardinality(asset_codes) = 1`.as('alone')])
      .where(sql<boolean>`${code} = any(asset_codes)`)
      .orderBy('createdAt', 'desc')
      .execute(),
  )
  return rows.map(({ name, createdAt, disabledAt, alone }) => ({
    name,
    createdAt: iso(createdAt),
    disabledAt: isoOrNull(disabledAt),
    alone,
  }))
}

/**
 * Makes what a device of this one asset signs in with, or gives what was made before a new secret; the old one then no longer opens.
 * @throws {AppError} `not_found`, `name_in_use` where the name belongs to another device
 */
export async function giveAssetCredential(
  wall: Wall,
  actor: Actor,
  code: string,
  name: string,
  newSecret: () => string,
): Promise<MadeCredential> {
  const asset = await findAsset(wall, actor, code)
  const secret = newSecret()
  await wall.service(async (tx) => {
    const known = await tx
      .selectFrom('platform.credential')
      .select('assetCodes')
      .where('name', '=', name)
      .executeTakeFirst()
    const wanted = { name, assetCodes: [code], agencyId: null, secret }
    if (known && (known.assetCodes?.length !== 1 || known.assetCodes[0] !== code))
      throw conflict('name_in_use', `«${name}» is another device's name; choose another`)
    if (known) await replaceCredential(tx, wanted)
    else await createCredential(tx, wanted)
    const subject = { kind: 'asset', id: String(asset.id) }
    const action = known ? 'credential.renewed' : 'credential.created'
    await writeAudit(tx, actor, { agencyId: asset.agencyId, action, subject, detail: { name } })
  })
  return { username: name, password: secret }
}

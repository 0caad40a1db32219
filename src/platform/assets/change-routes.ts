import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import {
  Asset,
  AssetCode,
  AssetCredential,
  AssetEdit,
  AssetSending,
  MadeCredential,
  NewAsset,
  NewCredential,
  RestoreAsset,
  RetireAsset,
} from '../../core/api/assets.ts'
import { AppError } from '../../core/error.ts'
import { loadAreaShapes } from '../areas/areas.ts'
import { writeAudit } from '../audit/write-audit.ts'
import type { Wall } from '../db/wall.ts'
import type { App } from '../http/app.ts'
import { actorOf } from '../http/guard.ts'
import { announce } from '../live/events.ts'
import type { AssetKind } from '../modules/load.ts'
import { giveAssetCredential, readAssetCredentials } from './asset-credentials.ts'
import { editAsset, restoreAsset, retireAsset } from './edit-asset.ts'
import { insertAsset } from './insert-asset.ts'
import { readAsset } from './read-asset.ts'
import { type FindDoors, readSending } from './read-sending.ts'

const params = z.object({ code: AssetCode })
const edits = { require: 'assets.edit' }

/** Registering an asset, changing it, taking it out of use, and what its device signs in with. */
export function assetChangeRoutes(
  app: App,
  wall: Wall,
  types: ReadonlyMap<string, AssetKind>,
  findDoors: FindDoors,
): void {
  createRoute(app, wall, types)
  credentialRoutes(app, wall)
  app.get(
    '/api/assets/:code/sending',
    {
      config: edits,
      schema: {
        summary: 'How a device of an asset reaches the centre, with values for a trial',
        params,
        response: { 200: AssetSending },
      },
    },
    async (request) => readSending(wall, actorOf(request), types, request.params.code, findDoors),
  )

  app.patch(
    '/api/assets/:code',
    { config: edits, schema: { summary: 'Change an asset', params, body: AssetEdit, response: { 200: Asset } } },
    async (request) => {
      const { code } = request.params
      const actor = actorOf(request)
      return wall.as(actor, async (tx) => {
        await editAsset(tx, actor, types, await loadAreaShapes(tx), code, request.body)
        return readAsset(tx, types, code)
      })
    },
  )

  app.post(
    '/api/assets/:code/retire',
    {
      config: edits,
      schema: { summary: 'Take an asset out of use', params, body: RetireAsset, response: { 200: Asset } },
    },
    async (request) => {
      const { code } = request.params
      const actor = actorOf(request)
      return wall.as(actor, async (tx) => {
        await retireAsset(tx, actor, code, request.body)
        return readAsset(tx, types, code)
      })
    },
  )

  app.post(
    '/api/assets/:code/restore',
    {
      config: edits,
      schema: { summary: 'Bring a retired asset back', params, body: RestoreAsset, response: { 200: Asset } },
    },
    async (request) => {
      const { code } = request.params
      const actor = actorOf(request)
      return wall.as(actor, async (tx) => {
        await restoreAsset(tx, actor, code, request.body.version)
        return readAsset(tx, types, code)
      })
    },
  )
}

function createRoute(app: App, wall: Wall, types: ReadonlyMap<string, AssetKind>): void {
  app.post(
    '/api/assets',
    {
      config: { require: 'assets.create' },
      schema: { summary: 'Register an asset', body: NewAsset, response: { 201: Asset } },
    },
    async (request, reply) => {
      const actor = actorOf(request)
      const wanted = request.body
      if (!actor.agencyIds.includes(wanted.agencyId)) {
        const message = 'choose one of your own agencies'
        throw new AppError('unknown_agency', 400, { detail: message, errors: [{ path: 'agencyId', message }] })
      }
      const { agencyId, code } = wanted
      const asset = await wall.as(actor, async (tx) => {
        const id = await insertAsset(tx, types, await loadAreaShapes(tx), { ...wanted, demonstration: false })
        const subject = { kind: 'asset', id: String(id) }
        await writeAudit(tx, actor, { agencyId, action: 'asset.created', subject, detail: { code } })
        await announce(tx, { kind: 'asset', action: 'created', ids: [code], agencies: [agencyId] })
        return readAsset(tx, types, code)
      })
      return reply.code(201).header('location', `/api/assets/${asset.code}`).send(asset)
    },
  )
}

function credentialRoutes(app: App, wall: Wall): void {
  const address = '/api/assets/:code/credentials'
  app.get(
    address,
    {
      config: edits,
      schema: {
        summary: 'What devices of an asset sign in with, without their secrets',
        params,
        response: { 200: z.object({ items: z.array(AssetCredential) }) },
      },
    },
    async (request) => ({ items: await readAssetCredentials(wall, actorOf(request), request.params.code) }),
  )
  app.post(
    address,
    {
      config: edits,
      schema: {
        summary: 'Make what a device signs in with, or renew its secret; the answer alone holds the secret',
        params,
        body: NewCredential,
        response: { 201: MadeCredential },
      },
    },
    async (request, reply) => {
      const { code } = request.params
      const newSecret = () => randomBytes(32).toString('base64url')
      const made = await giveAssetCredential(wall, actorOf(request), code, request.body.name, newSecret)
      return reply.code(201).header('cache-control', 'no-store').send(made)
    },
  )
}

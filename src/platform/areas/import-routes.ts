import { z } from 'zod'
import { Uuid } from '../../core/api/common.ts'
import { AreaImport, AreaImportDetail, NewAreaImport } from '../../core/api/places.ts'
import { provinceWideOnly } from '../auth/province-wide.ts'
import type { Db } from '../db/pool.ts'
import type { Wall } from '../db/wall.ts'
import type { App } from '../http/app.ts'
import { actorOf } from '../http/guard.ts'
import type { Directory } from './directory.ts'
import { applyImport, listImports, readImport, reviewImport, undoImport } from './import-list.ts'

/** A new official list: uploaded, reviewed, applied whole, taken back while nothing refers to it. For the whole province only. */
export function areaImportRoutes(app: App, wall: Wall, openDirectory: (tx: Db) => Promise<Directory>): void {
  const config = { require: 'areas.manage' } as const
  const params = z.object({ id: Uuid })

  app.get(
    '/api/areas/imports',
    {
      config,
      schema: {
        summary: 'Imports of lists, newest first',
        response: { 200: z.object({ items: z.array(AreaImport) }) },
      },
    },
    async (request) => ({ items: await wall.read(actorOf(request), listImports) }),
  )

  app.get(
    '/api/areas/imports/:id',
    { config, schema: { summary: 'One import with every difference', params, response: { 200: AreaImportDetail } } },
    async (request) => wall.read(actorOf(request), (tx) => readImport(tx, request.params.id)),
  )

  app.post(
    '/api/areas/imports',
    {
      config,
      // A list, and GeoJSON whose quotation marks are escaped.
      bodyLimit: 48 * 1024 * 1024,
      schema: {
        summary: 'Upload a list for review; no area is changed',
        body: NewAreaImport,
        response: { 201: AreaImportDetail },
      },
    },
    async (request, reply) => {
      const actor = provinceWideOnly(actorOf(request))
      const made = await wall.service((tx) => reviewImport(tx, openDirectory, actor, request.body))
      return reply.code(201).send(made)
    },
  )

  app.post(
    '/api/areas/imports/:id/apply',
    { config, schema: { summary: 'Apply a reviewed list, whole', params, response: { 200: AreaImportDetail } } },
    async (request) => {
      const actor = provinceWideOnly(actorOf(request))
      return wall.service((tx) => applyImport(tx, openDirectory, actor, request.params.id))
    },
  )

  app.post(
    '/api/areas/imports/:id/undo',
    {
      config,
      schema: {
        summary: 'Take an applied list back while nothing refers to it',
        params,
        response: { 200: AreaImportDetail },
      },
    },
    async (request) => {
      const actor = provinceWideOnly(actorOf(request))
      return wall.service((tx) => undoImport(tx, actor, request.params.id))
    },
  )
}

import type { ModuleDefinition } from '../../core/module.ts'
import type { Wall } from '../db/wall.ts'
import type { App } from '../http/app.ts'
import { actorOf } from '../http/guard.ts'
import { lendReader } from './lent-reader.ts'

/** The questions that pages of modules ask, each behind its verb and the wall. */
export function moduleRoutes(app: App, wall: Wall, modules: readonly ModuleDefinition[]): void {
  for (const { id, routes = [] } of modules) {
    const others = modules.flatMap((module) => (module.id === id ? [] : [module.id]))
    for (const { path, summary, permission, query, answer, read } of routes) {
      app.get(
        `/api/${id}/${path}`,
        { config: { require: permission }, schema: { summary, querystring: query, response: { 200: answer } } },
        // The schema has checked the query; its form is the module's own.
        (request) =>
          wall.read(actorOf(request), (tx) =>
            read(lendReader(tx, id, others), request.query as Readonly<Record<string, unknown>>),
          ),
      )
    }
  }
}

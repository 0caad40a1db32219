import pino from 'pino'
import { describeRoutes } from '../src/platform/describe-routes.ts'
import { loadModules } from '../src/platform/modules/load.ts'

/**
 * The text of `generated/openapi.json`: OpenAPI 3.1 of every route, from the schemas that check requests. Schemas stand by name, paths by
 * address: a file that moved changes nothing here.
 */
export async function describeApi(): Promise<string> {
  const document = await describeRoutes(pino({ level: 'silent' }), await loadModules())
  const { components, paths, ...rest } = document as Record<'components' | 'paths', Record<string, object>>
  const inOrder = { ...rest, components: { ...components, schemas: byName(components.schemas) }, paths: byName(paths) }
  return `${JSON.stringify(inOrder, null, 2)}\n`
}

const byName = (of: object = {}) =>
  Object.fromEntries(Object.entries(of).toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))

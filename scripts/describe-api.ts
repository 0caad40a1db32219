import pino from 'pino'
import { loadModules } from '../src/platform/modules/load.ts'
import { describeRoutes } from '../src/platform/server.ts'

/** The text of `generated/openapi.json`: OpenAPI 3.1 of every route, from the schemas that check requests. */
export async function describeApi(): Promise<string> {
  const document = await describeRoutes(pino({ level: 'silent' }), await loadModules())
  return `${JSON.stringify(document, null, 2)}\n`
}

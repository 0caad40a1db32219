import { createServer } from 'node:http'
import type { Logger } from 'pino'
import type { Site } from './devices.ts'
import { powerOf, type World } from './world.ts'

/** Hours for which the server of a commune stands on its battery, and after which it is up again. */
const batteryH = 0.75
const startsH = 0.25

/** Whether a website answers: it goes with the power of its commune, some time later. */
export function isSiteUp({ area }: Pick<Site, 'area'>, atMs: number, world: World): boolean {
  const power = powerOf(world, area, atMs)
  if ('offH' in power) return power.offH < batteryH
  return power.backH === null || power.backH >= startsH
}

/**
 * Serves the websites at their own addresses, all on one port of the loopback network; one that is down hangs up. Where the port is taken
 * none is served, and the log says so.
 */
export function serveSites(options: {
  readonly sites: readonly Site[]
  readonly isUp: (site: Site) => boolean
  readonly log: Logger
  readonly signal: AbortSignal
}): void {
  const { sites, isUp, log, signal } = options
  const [first] = sites
  if (!first) return
  const { hostname, port } = new URL(first.attributes.address)
  const byPath = new Map(sites.map((site) => [new URL(site.attributes.address).pathname, site]))
  const server = createServer((request, response) => {
    const site = byPath.get(request.url ?? '')
    if (site && !isUp(site)) return void request.socket.destroy()
    response.writeHead(site ? 200 : 404, { 'content-type': 'text/html; charset=utf-8', connection: 'close' })
    response.end(
      `<!doctype html><html lang="vi"><title>${site?.name ?? ''}</title><p>${site?.name ?? ''} (mô phỏng)</p></html>`,
    )
  })
  server.on('error', (error) => log.warn({ err: error.message }, 'the simulated websites cannot be served'))
  server.listen(Number(port), hostname)
  signal.addEventListener('abort', () => {
    server.close()
    server.closeAllConnections()
  })
}

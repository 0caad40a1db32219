import { Resolver } from 'node:dns/promises'
import { isIP } from 'node:net'

export interface HostAddress {
  readonly address: string
  readonly family: 4 | 6
}

/** Addresses of a host, or `null` where no name server knows one; an address written out needs no name server. */
export type Resolve = (
  host: string,
) => Promise<{ readonly addresses: readonly HostAddress[]; readonly isNamed: boolean }>

/** Asks name servers for IPv4 and IPv6 addresses. @param servers addresses, with a port where it is not 53; none: the machine's own */
export function openResolver(servers: readonly string[]): Resolve {
  const resolver = new Resolver({ timeout: 2_000, tries: 2 })
  if (servers.length > 0) resolver.setServers([...servers])
  return async (host) => {
    const bare = host.replace(/^\[(.*)\]$/, '$1')
    const family = isIP(bare)
    if (family !== 0) return { addresses: [{ address: bare, family: family === 4 ? 4 : 6 }], isNamed: false }
    const [four, six] = await Promise.all([
      resolver.resolve4(bare).catch(() => []),
      resolver.resolve6(bare).catch(() => []),
    ])
    const addresses = [
      ...four.map((address) => ({ address, family: 4 as const })),
      ...six.map((address) => ({ address, family: 6 as const })),
    ]
    return { addresses, isNamed: true }
  }
}

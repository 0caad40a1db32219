import { BlockList, isIPv4 } from 'node:net'

/** Networks that are not the public internet: IANA's special-purpose registries (RFC 6890 and its updates). */
const specialV4 = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const

/** Everything public in IPv6 lies in 2000::/3; these parts of it lead elsewhere or carry an IPv4 address. */
const specialV6 = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const

const special = new BlockList()
for (const [network, prefix] of specialV4) special.addSubnet(network, prefix, 'ipv4')
for (const [network, prefix] of specialV6) special.addSubnet(network, prefix, 'ipv6')
const global = new BlockList()
global.addSubnet('2000::', 3, 'ipv6')

/**
 * Whether a site at this address may be asked: public ones, and those in the allowed networks. Whoever registers a site chooses its
 * address, and must not thereby reach the centre's own machines.
 * @param networks such as `10.20.0.0/16`
 */
export function addressGuard(networks: readonly string[]): (address: string) => boolean {
  const allowed = new BlockList()
  for (const network of networks) {
    const [base = '', prefix = ''] = network.split('/')
    allowed.addSubnet(base, Number(prefix), isIPv4(base) ? 'ipv4' : 'ipv6')
  }
  return (address) => {
    const family = isIPv4(address) ? 'ipv4' : 'ipv6'
    if (allowed.check(address, family)) return true
    return family === 'ipv4'
      ? !special.check(address, family)
      : global.check(address, family) && !special.check(address, family)
  }
}

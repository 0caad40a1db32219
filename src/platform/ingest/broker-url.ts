/** Where a broker is and as whom the centre signs in there. */
export interface BrokerAddress {
  readonly protocol: 'mqtt' | 'mqtts'
  readonly host: string
  readonly port: number
  readonly username: string | undefined
  readonly password: string | undefined
}

const protocols = new Map([
  ['mqtt:', { protocol: 'mqtt', port: 1883 }],
  ['mqtts:', { protocol: 'mqtts', port: 8883 }],
] as const)
const form = 'write it as mqtt://user:password@host:1883, or mqtts:// with TLS'

/**
 * Reads `mqtt(s)://user:password@host:port`; without a port 1883, with TLS 8883. What is wrong is told as a sentence, which never
 * holds the text itself: there is a secret in it.
 */
export function readBrokerUrl(text: string): BrokerAddress | string {
  if (!URL.canParse(text))
    return `it is no address; ${form}; in user and password / @ : # % are written %2F %40 %3A %23 %25`
  const url = new URL(text)
  const known = protocols.get(url.protocol as 'mqtt:')
  if (!known) return `${url.protocol}// is not spoken here; ${form}`
  if (url.hostname === '') return `it names no host; ${form}`
  if (!['', '/'].includes(url.pathname) || url.search !== '' || url.hash !== '')
    return `it ends with the port, nothing comes after it; ${form}`
  if (url.password !== '' && url.username === '') return `it has a password, but no user; ${form}`
  const [username, password] = [decode(url.username), decode(url.password)]
  if (username === null || password === null) return 'a % in user or password is written %25'
  return {
    protocol: known.protocol,
    // An address of IPv6 stands in brackets there and without them here.
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: url.port === '' ? known.port : Number(url.port),
    username: username === '' ? undefined : username,
    password: password === '' ? undefined : password,
  }
}

/** The address as it may be shown: no name, no secret. */
export function plainAddress({ protocol, host, port }: BrokerAddress): string {
  return `${protocol}://${host.includes(':') ? `[${host}]` : host}:${port}`
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}

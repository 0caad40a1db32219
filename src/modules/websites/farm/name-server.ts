import { createSocket } from 'node:dgram'
import { once } from 'node:events'

/** What the server says of a host: addresses, nothing at all, or that there is no such name. */
export type FindHost = (
  host: string,
) => { readonly a?: readonly string[]; readonly aaaa?: readonly string[] } | 'silent' | null

export interface NameServer {
  /** For the setting `resolvers`. */
  readonly address: string
  close(): Promise<void>
}

const types = { 1: 'a', 28: 'aaaa' } as const

/** A name server for tests on a loopback port: answers A and AAAA over UDP (RFC 1035) and knows what it is told. */
export async function openNameServer(find: FindHost): Promise<NameServer> {
  const socket = createSocket('udp4')
  socket.on('message', (query, from) => {
    const answer = answerTo(query, find)
    if (answer) socket.send(answer, from.port, from.address)
  })
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  return {
    address: `127.0.0.1:${socket.address().port}`,
    async close() {
      socket.close()
      await once(socket, 'close')
    },
  }
}

function answerTo(query: Buffer, find: FindHost): Buffer | null {
  const labels: string[] = []
  let at = 12
  for (let size = query[at] ?? 0; size > 0; size = query[at] ?? 0) {
    labels.push(query.toString('latin1', at + 1, at + 1 + size))
    at += size + 1
  }
  const type = query.readUInt16BE(at + 1)
  const question = query.subarray(12, at + 5)
  const found = find(labels.join('.').toLowerCase())
  if (found === 'silent') return null
  const kind = type === 1 || type === 28 ? types[type] : null
  const records = (kind && found?.[kind]) || []
  const head = Buffer.alloc(12)
  query.copy(head, 0, 0, 2)
  // An answer, recursion desired and available; 3 is «no such name».
  head.writeUInt16BE(0x8180 | (found ? 0 : 3), 2)
  head.writeUInt16BE(1, 4)
  head.writeUInt16BE(records.length, 6)
  return Buffer.concat([head, question, ...records.map((address) => recordOf(type, address))])
}

function recordOf(type: number, address: string): Buffer {
  const data = type === 1 ? Buffer.from(address.split('.').map(Number)) : bytesOfV6(address)
  const head = Buffer.alloc(12)
  // The name stands at byte 12 of the message.
  head.writeUInt16BE(0xc00c, 0)
  head.writeUInt16BE(type, 2)
  head.writeUInt16BE(1, 4)
  head.writeUInt16BE(data.length, 10)
  return Buffer.concat([head, data])
}

function bytesOfV6(address: string): Buffer {
  const [left = [], right = []] = address.split('::').map((half) => half.split(':').filter((part) => part !== ''))
  const parts = [...left, ...Array(8 - left.length - right.length).fill('0'), ...right]
  return Buffer.from(parts.flatMap((part) => [Number.parseInt(part, 16) >> 8, Number.parseInt(part, 16) & 255]))
}

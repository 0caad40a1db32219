import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

/** A line between an MQTT client and its broker that says what the client answers, and can be cut. */
export interface WireTap {
  readonly port: number
  /** Packet identifiers of the PUBACKs that the client sent, in their order. */
  answered(): readonly number[]
  /** Cuts every connection that is open. */
  cut(): void
  close(): Promise<void>
}

/** Listens on a free port of loopback and hands everything on to `brokerPort`. */
export async function openWireTap(brokerPort: number): Promise<WireTap> {
  const answered: number[] = []
  const open = new Set<Socket>()
  const server = createServer((client) => {
    const broker = connect(brokerPort, '127.0.0.1')
    let rest = Buffer.alloc(0)
    client.on('data', (chunk) => {
      rest = Buffer.concat([rest, chunk])
      for (let packet = firstPacket(rest); packet; packet = firstPacket(rest)) {
        // 4: PUBACK (MQTT 5 section 2.1.2).
        if (((packet.readUInt8(0) >> 4) & 15) === 4) answered.push(packet.readUInt16BE(2))
        rest = rest.subarray(packet.length)
      }
    })
    client.pipe(broker)
    broker.pipe(client)
    for (const socket of [client, broker]) {
      open.add(socket)
      socket.on('error', () => undefined)
      socket.on('close', () => {
        open.delete(socket)
        client.destroy()
        broker.destroy()
      })
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    answered: () => answered,
    cut() {
      for (const socket of open) socket.destroy()
    },
    async close() {
      server.close()
      for (const socket of open) socket.destroy()
    },
  }
}

/** The first packet of a stream, once it is whole. */
function firstPacket(bytes: Buffer): Buffer | null {
  let length = 0
  for (let digit = 0; digit < 4; digit++) {
    const byte = bytes[1 + digit]
    if (byte === undefined) return null
    length += (byte & 0x7f) * 128 ** digit
    if (byte >= 0x80) continue
    const whole = 2 + digit + length
    return bytes.length < whole ? null : bytes.subarray(0, whole)
  }
  throw new Error('malformed length')
}

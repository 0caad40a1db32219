import type { Socket } from 'node:net'

/**
 * Follows the fixed headers of MQTT packets (3.1.1 section 2.2) through a stream of bytes, whichever way it is cut, so that a packet that
 * says it will be too long is known before its bytes are gathered in memory.
 */
export class PacketLengths {
  readonly #most: number
  /** Bytes of the current packet that are still to come; null while its header is read. */
  #left: number | null = null
  /** -1: the first byte of a header comes next; else the power of 128 of the next digit of its length. */
  #digit = -1
  #length = 0

  /** @param most bytes after the header that a packet may have */
  constructor(most: number) {
    this.#most = most
  }

  /** The length that a packet among these bytes announces and may not have; null when all may pass. */
  tooLong(bytes: Buffer): number | null {
    let at = 0
    while (at < bytes.length) {
      if (this.#left !== null) {
        const step = Math.min(this.#left, bytes.length - at)
        at += step
        this.#left = this.#left === step ? null : this.#left - step
        continue
      }
      const byte = bytes[at++] ?? 0
      if (this.#digit === -1) {
        this.#digit = 0
        this.#length = 0
        continue
      }
      this.#length += (byte & 0x7f) * 128 ** this.#digit++
      if (this.#length > this.#most) return this.#length
      // A fifth digit is malformed; the parser says so.
      if (byte < 0x80 || this.#digit === 4) {
        this.#digit = -1
        this.#left = this.#length === 0 ? null : this.#length
      }
    }
    return null
  }
}

/** Closes a connection whose next packet would be longer than `most` bytes, before any of it is handed on. */
export function limitPackets(socket: Socket, most: number, onTooLong: (length: number) => void): void {
  const lengths = new PacketLengths(most)
  const read = socket.read.bind(socket)
  socket.read = (size?: number) => {
    const bytes: unknown = read(size)
    if (!Buffer.isBuffer(bytes)) return bytes
    const length = lengths.tooLong(bytes)
    if (length === null) return bytes
    onTooLong(length)
    socket.destroy()
    return null
  }
}

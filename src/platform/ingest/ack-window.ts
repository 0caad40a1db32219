/**
 * Answers messages of one connection in the order in which they came (MQTT 5 section 4.6), each once it is committed. After one that
 * was not, nothing is answered any more: the broker gives all of them again to the next connection.
 */
export class AckWindow {
  readonly #write: (bytes: Buffer) => void
  readonly #onLost: (error: Error) => void
  #last: Promise<void> = Promise.resolve()
  #ready: number[] = []

  /** @param onLost told once, with why the first message was not committed */
  constructor(write: (bytes: Buffer) => void, onLost: (error: Error) => void) {
    this.#write = write
    this.#onLost = onLost
  }

  add(packetId: number, committed: Promise<unknown>): void {
    // Looked at when its turn comes; until then nobody waits for it.
    committed.catch(() => undefined)
    this.#last = this.#last.then(async () => {
      await committed.catch((error: Error) => {
        this.#onLost(error)
        throw error
      })
      this.#answer(packetId)
    })
    this.#last.catch(() => undefined)
  }

  /** Resolves once all that came is answered, or will never be. */
  async settled(): Promise<void> {
    await this.#last.catch(() => undefined)
    await new Promise(setImmediate)
  }

  /** What one commit answers leaves in one write. */
  #answer(packetId: number): void {
    if (this.#ready.push(packetId) > 1) return
    setImmediate(() => {
      const bytes = Buffer.alloc(this.#ready.length * 4)
      for (const [index, id] of this.#ready.entries()) {
        // PUBACK with reason «success», section 3.4.2.1.
        bytes.writeUInt16BE(0x4002, index * 4)
        bytes.writeUInt16BE(id, index * 4 + 2)
      }
      this.#ready = []
      this.#write(bytes)
    })
  }
}

import { expect, test } from 'vitest'
import { PacketLengths } from './packet-limit.ts'

/** A packet with so many bytes after its header; the examples of MQTT 3.1.1 section 2.2.3 by hand. */
const headers = new Map([
  [0, '00'],
  [127, '7f'],
  [128, '8001'],
  [321, 'c102'],
  [1_024, '8008'],
  [16_383, 'ff7f'],
])
const packet = (bytes: number) =>
  Buffer.concat([Buffer.from(`32${headers.get(bytes)}`, 'hex'), Buffer.alloc(bytes, 0xff)])

test('packets that fit pass however the stream is cut; the first that does not is told with its length', () => {
  const stream = Buffer.concat([...[0, 127, 128, 0, 321, 1_024].map(packet), packet(16_383)])
  for (const step of [1, 2, 3, 7, 64, 1_000, stream.length]) {
    const lengths = new PacketLengths(1_024)
    const told: (number | null)[] = []
    for (let at = 0; at < stream.length && !told.some((length) => length !== null); at += step)
      told.push(lengths.tooLong(stream.subarray(at, at + step)))
    expect(told.at(-1)).toBe(16_383)
    // Before any of it came, and not before its header was whole.
    expect(told.length).toBe(Math.ceil((stream.length - 16_383) / step))
  }
})

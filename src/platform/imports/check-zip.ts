import { inflateRawSync } from 'node:zlib'
import { TableFault } from './table.ts'

/** What a workbook may unpack to, in bytes: 100,000 rows of 50 filled cells take about 250 MB. */
const maxUnpacked = 400 * 1024 * 1024
const maxEntries = 2_000

/**
 * Unpacks every part of a ZIP (APPNOTE 6.3.3) once and throws it away, to know that none is larger than it says and all together are
 * not too large: a bomb of some kilobytes unpacks to gigabytes.
 * @throws {TableFault} `unpacks_too_large`, `broken_workbook`
 */
export function checkZip(content: Uint8Array): void {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength)
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  if (end < 0 || end + 22 > bytes.length) throw new TableFault('broken_workbook')
  const count = bytes.readUInt16LE(end + 10)
  if (count > maxEntries) throw new TableFault('unpacks_too_large')
  let left = maxUnpacked
  let at = bytes.readUInt32LE(end + 16)
  for (let entry = 0; entry < count; entry++) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== 0x02014b50) throw new TableFault('broken_workbook')
    left -= unpackedSize(bytes, at, left)
    if (left < 0) throw new TableFault('unpacks_too_large')
    at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
}

function unpackedSize(bytes: Buffer, at: number, left: number): number {
  const method = bytes.readUInt16LE(at + 10)
  const [packed, said, local] = [bytes.readUInt32LE(at + 20), bytes.readUInt32LE(at + 24), bytes.readUInt32LE(at + 42)]
  if (said > left) throw new TableFault('unpacks_too_large')
  if (local + 30 > bytes.length) throw new TableFault('broken_workbook')
  const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
  if (method === 0) return packed
  try {
    return inflateRawSync(bytes.subarray(start, start + packed), { maxOutputLength: Math.max(left, 1) }).length
  } catch (error) {
    const isTooLarge = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE'
    throw new TableFault(isTooLarge ? 'unpacks_too_large' : 'broken_workbook')
  }
}

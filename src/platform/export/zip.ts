import { crc32, deflateRawSync } from 'node:zlib'

/** A ZIP archive (APPNOTE 6.3.3) of texts, deflated; names in UTF-8, no dates. */
export function makeZip(files: Readonly<Record<string, string>>): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [path, text] of Object.entries(files)) {
    const name = Buffer.from(path)
    const content = Buffer.from(text)
    const packed = deflateRawSync(content)
    // Version 2.0, UTF-8 names, deflate, time 0, 1 January 1980.
    const common = numbers([2, 20], [2, 0x0800], [2, 8], [2, 0], [2, 0x21], [4, crc32(content)])
    const sizes = numbers([4, packed.length], [4, content.length], [2, name.length], [2, 0])
    parts.push(numbers([4, 0x04034b50]), common, sizes, name, packed)
    const place = numbers([2, 0], [2, 0], [2, 0], [4, 0], [4, offset])
    directory.push(numbers([4, 0x02014b50], [2, 20]), common, sizes, place, name)
    offset += 30 + name.length + packed.length
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0)
  const count = Object.keys(files).length
  const end = numbers([4, 0x06054b50], [2, 0], [2, 0], [2, count], [2, count], [4, size], [4, offset], [2, 0])
  return Buffer.concat([...parts, ...directory, end])
}

/** Little-endian numbers, each with its size in bytes. */
function numbers(...fields: readonly (readonly [size: 2 | 4, value: number])[]): Buffer {
  return Buffer.concat(
    fields.map(([size, value]) => {
      const bytes = Buffer.alloc(size)
      bytes.writeUIntLE(value, 0, size)
      return bytes
    }),
  )
}

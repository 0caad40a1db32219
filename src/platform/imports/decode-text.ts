import { TableFault } from './table.ts'

export interface DecodedText {
  readonly text: string
  readonly encoding: string
}

/**
 * The text of a file: by its byte order mark, else UTF-16 where every other byte is zero, else UTF-8 where it is well formed, else
 * windows-1258, in which older Vietnamese programs write. Composed (NFC), since that one writes marks apart from their letters.
 * @throws {TableFault} for what is no text
 */
export function decodeText(content: Uint8Array): DecodedText {
  const encoding = findEncoding(content)
  const text = new TextDecoder(encoding.label).decode(content).normalize('NFC')
  if (text.includes('\u0000')) throw new TableFault('unknown_format')
  return { text, encoding: encoding.name }
}

function findEncoding(content: Uint8Array): { label: string; name: string } {
  if (content[0] === 0xff && content[1] === 0xfe) return { label: 'utf-16le', name: 'UTF-16 LE' }
  if (content[0] === 0xfe && content[1] === 0xff) return { label: 'utf-16be', name: 'UTF-16 BE' }
  const start = content.subarray(0, 2_000)
  const zeros = [0, 1].map((parity) => start.filter((byte, at) => at % 2 === parity && byte === 0).length)
  const most = start.length / 8
  if ((zeros[1] ?? 0) > most && zeros[0] === 0) return { label: 'utf-16le', name: 'UTF-16 LE' }
  if ((zeros[0] ?? 0) > most && zeros[1] === 0) return { label: 'utf-16be', name: 'UTF-16 BE' }
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(content)
    return { label: 'utf-8', name: 'UTF-8' }
  } catch {
    return { label: 'windows-1258', name: 'windows-1258' }
  }
}

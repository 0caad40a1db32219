import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readTable } from './read-table.ts'

const fixture = (name: string) =>
  new Uint8Array(readFileSync(join(import.meta.dirname, '../../../test/fixtures/imports', name)))
const read = (text: string) => readTable(new TextEncoder().encode(text), null)

const rowsOfPython = [
  { line: 2, cells: ['Trạm Phú Ốc\nsông Bồ', '21/11/2026', 'a "b" c'] },
  { line: 4, cells: ['Đặng Thị Hường; Vỹ Dạ', '1.234,5', null] },
  { line: 5, cells: ['ừ ệ ổ ẵ', 'x', 'y'] },
]

test.for([
  ['windows-1258.csv', 'windows-1258 (;)'],
  ['utf-16.csv', 'UTF-16 LE (;)'],
] as const)('%s as Python writes it is read, marks on their letters, lines as in the file', async ([name, dialect]) => {
  expect(await readTable(fixture(name), null)).toMatchObject({
    dialect,
    header: ['Tên', 'Ngày', 'Ghi chú'],
    rows: rowsOfPython,
  })
})

test('a workbook of LibreOffice: sheets, title above the header, days, instants, formulas by their value, gaps', async () => {
  const table = await readTable(fixture('tram.xlsx'), 'Danh sách')
  expect(table.sheets).toEqual(['Hướng dẫn', 'Danh sách'])
  expect(table.header).toEqual(['Mã', 'Tên trạm', 'Đơn vị quản lý', 'Kinh độ', 'Vĩ độ', 'Sông', 'Ngày lắp', 'Tổng'])
  expect(table.rows).toEqual([
    { line: 4, cells: ['tram-bo', 'Trạm sông Bồ', 'H57.907', 107.4721, 16.5413, 'Bồ', '2026-11-21', 2] },
    {
      line: 5,
      cells: ['tram-huong', 'Trạm sông Hương\nđoạn qua phường', null, 107.5909, 16.4637, 'Hương', '2026-02-01', 6],
    },
    { line: 7, cells: ['tram-xa', 'Trạm xa', null, 'một trăm', 16.4, 'Bồ', '2026-02-01T08:30:00', 1] },
  ])
})

test('points of ogr2ogr are rows; those in VN-2000 are refused by name', async () => {
  const table = await readTable(fixture('tram.geojson'), null)
  expect(table.header).toEqual(['ma', 'ten', 'song', 'geometry'])
  expect(table.rows[0]).toEqual({
    line: 1,
    cells: ['tram-mot-g', 'Trạm một', 'Bồ', '{"type":"Point","coordinates":[107.4721,16.5413]}'],
  })
  await expect(readTable(fixture('vn2000.geojson'), null)).rejects.toMatchObject({ code: 'not_wgs84' })
})

test.for([
  ['', 'file_is_empty'],
  ['\n\n', 'file_is_empty'],
  ['Tên;Ngày\n', 'no_rows'],
  ['Tên;Ngày\n"mở ra;1\nx;2\n', 'quote_not_closed'],
  ['{"type":"Feature"}', 'not_geojson'],
  ['%PDF-1.7 …', 'unknown_format'],
  ['abc\u0000\u0000d;\u0000\u0000', 'unknown_format'],
] as const)('%j is refused: %s', async ([text, code]) => {
  await expect(read(text)).rejects.toMatchObject({ code })
})

test.for([
  ['khong phai bang tinh', 'broken_workbook'],
  ['<html><body>\n<table><tr><td>Mã</td></tr></table>\n</body></html>', 'broken_workbook'],
  ['{"type":"Feature"}', 'broken_workbook'],
] as const)(
  '%j under the name of a workbook is refused as a damaged one, not as a list without rows',
  async ([text, code]) => {
    await expect(readTable(new TextEncoder().encode(text), null, 'Danh sách.XLSX')).rejects.toMatchObject({ code })
  },
)

test('a table of text under the name of a workbook is read, as programs write them', async () => {
  const table = await readTable(new TextEncoder().encode('Mã\tTên\na\tb\n'), null, 'xuat.xls')
  expect(table).toMatchObject({ format: 'csv', header: ['Mã', 'Tên'], rows: [{ line: 2, cells: ['a', 'b'] }] })
})

test('the hint below a template’s header is no row', async () => {
  expect((await read('Mã,Tên\r\n# bắt buộc; chữ thường,bắt buộc; chữ\r\na,b\r\n')).rows).toEqual([
    { line: 3, cells: ['a', 'b'] },
  ])
})

/** A ZIP of one part that says it holds `said` bytes and holds `real` zeros. */
function makeBomb(said: number, real: number): Uint8Array {
  const name = Buffer.from('xl/workbook.xml')
  const packed = deflateRawSync(Buffer.alloc(real))
  const local = Buffer.alloc(30)
  local.writeUInt32LE(0x04034b50, 0)
  local.writeUInt16LE(8, 8)
  local.writeUInt32LE(packed.length, 18)
  local.writeUInt32LE(said, 22)
  local.writeUInt16LE(name.length, 26)
  const central = Buffer.alloc(46)
  central.writeUInt32LE(0x02014b50, 0)
  central.writeUInt16LE(8, 10)
  central.writeUInt32LE(packed.length, 20)
  central.writeUInt32LE(said, 24)
  central.writeUInt16LE(name.length, 28)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(1, 8)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(central.length + name.length, 12)
  end.writeUInt32LE(local.length + name.length + packed.length, 16)
  return Buffer.concat([local, name, packed, central, name, end])
}

test.for([
  ['that says so', 600_000_000, 1_000],
  ['that lies about it', 1_000, 450_000_000],
] as const)('a workbook that unpacks to far too much is refused before it is read: one %s', async ([, said, real]) => {
  await expect(readTable(makeBomb(said, real), null)).rejects.toMatchObject({ code: 'unpacks_too_large' })
})

const letters = [...'abcXYZ 0123456789 ăâđêôơưẵệỗừỷĐƠ.,;|"\t\n-/()']
// The first cell of a row is never empty, and begins neither as a hint nor as a name of separators.
const first = fc.string({ unit: fc.constantFrom(...'abcăđệừ'), minLength: 1, maxLength: 8 })
const cell = fc.string({ unit: fc.constantFrom(...letters), maxLength: 12 })
const table = fc.integer({ min: 2, max: 6 }).chain((width) =>
  fc.record({
    header: fc.uniqueArray(first, { minLength: width, maxLength: width }),
    rows: fc.array(fc.tuple(first, fc.array(cell, { minLength: width - 1, maxLength: width - 1 })), {
      minLength: 3,
      maxLength: 8,
    }),
  }),
)

/** In windows-1258 tone marks stand apart from their letters; its own table, after Unicode's CP1258.TXT. */
const tones = new Map(
  [...'\u0300\u0309\u0303\u0301\u0323'].map((mark, at) => [mark, [0xcc, 0xd2, 0xde, 0xec, 0xf2][at] ?? 0]),
)
const special = new Map(
  Object.entries({
    Ă: 0xc3,
    ă: 0xe3,
    Â: 0xc2,
    â: 0xe2,
    Đ: 0xd0,
    đ: 0xf0,
    Ê: 0xca,
    ê: 0xea,
    Ô: 0xd4,
    ô: 0xf4,
    Ơ: 0xd5,
    ơ: 0xf5,
    Ư: 0xdd,
    ư: 0xfd,
  }),
)
const windows1258 = (text: string) =>
  Uint8Array.from(
    [...text.normalize('NFC')].flatMap((letter) => {
      const parts = [...letter.normalize('NFD')]
      const base = parts
        .filter((part) => !tones.has(part))
        .join('')
        .normalize('NFC')
      return [special.get(base) ?? base.charCodeAt(0), ...parts.flatMap((part) => tones.get(part) ?? [])]
    }),
  )
const utf16 = (text: string, isBig: boolean) => {
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le')
  return new Uint8Array(isBig ? bytes.swap16() : bytes)
}
const encodings: Record<string, (text: string) => Uint8Array> = {
  'utf-8': (text) => new TextEncoder().encode(text),
  'utf-8 with its mark': (text) => new TextEncoder().encode(`\ufeff${text}`),
  'utf-16 le': (text) => utf16(text, false),
  'utf-16 be': (text) => utf16(text, true),
  'windows-1258': windows1258,
}

test('a random table in every encoding, separator and line end comes back the same', async () => {
  const dialect = fc.record({
    encoding: fc.constantFrom(...Object.keys(encodings)),
    separator: fc.constantFrom(';', ',', '\t', '|'),
    end: fc.constantFrom('\n', '\r\n'),
  })
  await fc.assert(
    fc.asyncProperty(table, dialect, async ({ header, rows }, { encoding, separator, end }) => {
      const quote = (text: string) => `"${text.replaceAll('"', '""')}"`
      const all = [header, ...rows.map(([one, rest]) => [one, ...rest])]
      const text = all.map((row) => row.map(quote).join(separator)).join(end)
      const found = await readTable(encodings[encoding]?.(text) ?? new Uint8Array(), null)
      expect(found.header).toEqual(header)
      expect(found.rows.map(({ cells }) => cells.map((each) => each ?? ''))).toEqual(
        rows.map(([one, rest]) => [one, ...rest.map((each) => each.normalize('NFC'))]),
      )
    }),
    { numRuns: 300 },
  )
})

import { inflateRawSync } from 'node:zlib'
import mammoth from 'mammoth'
import { beforeAll, describe, expect, test } from 'vitest'
import { type ReportDocument, reportProfile, writeReportDocument } from './document.ts'

const href = 'https://ioc.example/reports/1/lines/alerts-in-time?period=2026-11&agency=7'
const report: ReportDocument = {
  parentName: 'Ủy ban nhân dân thành phố Huế',
  agencyName: 'Sở Khoa học và Công nghệ',
  number: '',
  place: 'Huế',
  date: '2026-02-05',
  title: 'Báo cáo',
  subtitle: 'Kết quả công tác tháng 11 năm 2026',
  to: 'Ủy ban nhân dân thành phố Huế',
  paragraphs: [
    { heading: 'I. Kết quả' },
    ['Thực hiện chế độ báo cáo định kỳ, ', 'kết quả như sau:'],
    ['Đã xử lý đúng hạn 9/11 cảnh báo đã xong hoặc đến hạn (', { text: '81,8%', href }, ').'],
  ],
  recipients: ['Như trên'],
  demonstration: true,
  draft: 2,
}

let file: Buffer
let documentXml: string
beforeAll(async () => {
  file = await writeReportDocument(report)
  documentXml = unzip(file).get('word/document.xml') ?? ''
})

describe('read with another reader of .docx', () => {
  test('all parts stand in the order of the decree', async () => {
    const { value } = await mammoth.extractRawText({ buffer: file })
    const order = [
      'UBND THÀNH PHỐ HUẾ',
      'SỞ KHOA HỌC',
      'VÀ CÔNG NGHỆ',
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
      'Độc lập - Tự do - Hạnh phúc',
      'Số:         /BC-SKHCN',
      'Huế, ngày 05 tháng 02 năm 2026',
      'Số liệu trình diễn',
      'BÁO CÁO',
      'Kết quả công tác tháng 11 năm 2026',
      'Kính gửi: Ủy ban nhân dân thành phố Huế',
      'kết quả như sau:',
      'cảnh báo đã xong hoặc đến hạn (81,8%)./.',
      'Nơi nhận:',
      '- Như trên;',
      '- Lưu: VT.',
      'GIÁM ĐỐC',
    ].map((text) => value.indexOf(text))
    expect(order).not.toContain(-1)
    expect(order).toEqual([...order].sort((a, b) => a - b))
    expect(value.trimEnd().endsWith('GIÁM ĐỐC')).toBe(true)
  })

  test('a figure is a link to the page of its line, and nothing else is', async () => {
    const { value } = await mammoth.convertToHtml({ buffer: file })
    const links = [...value.matchAll(/<a href="([^"]*)">(.*?)<\/a>/g)].map(([, target, text]) => [target, text])
    expect(links).toEqual([[href.replace('&', '&amp;'), '81,8%']])
  })

  test('a report that is no demonstration does not say so, and a given number stands as it is', async () => {
    const real = await writeReportDocument({ ...report, number: '05/BC-SKHCN', parentName: null, demonstration: false })
    const { value } = await mammoth.extractRawText({ buffer: real })
    expect(value).not.toContain('trình diễn')
    expect(value).toContain('Số: 05/BC-SKHCN')
    expect(value.startsWith('SỞ KHOA HỌC')).toBe(true)
  })

  test('decomposed text comes out composed', async () => {
    const buffer = await writeReportDocument({ ...report, paragraphs: [['Thủy'.normalize('NFD')]] })
    const { value } = await mammoth.extractRawText({ buffer })
    expect(value).toContain('Thủy'.normalize('NFC'))
    expect(value).toBe(value.normalize('NFC'))
  })
})

describe('in the file', () => {
  const twipsPerMm = 1440 / 25.4

  test('the paper is A4 with margins within the ranges of Annex I', () => {
    expect(attributes('w:pgSz')).toMatchObject({ 'w:w': '11906', 'w:h': '16838' })
    const margins = attributes('w:pgMar')
    const mm = (side: string) => Math.round(Number(margins[`w:${side}`]) / twipsPerMm)
    expect([mm('top'), mm('bottom'), mm('left'), mm('right')]).toEqual([20, 20, 30, 15])
  })

  test('sizes are those of the large pair and the face is Times New Roman', () => {
    const sizes = [...documentXml.matchAll(/<w:sz w:val="(\d+)"/g)].map(([, size]) => Number(size))
    expect(new Set(sizes)).toEqual(new Set([2, 22, 24, 26, 28]))
    const styles = unzip(file).get('word/styles.xml') ?? ''
    for (const script of ['ascii', 'hAnsi', 'cs', 'eastAsia']) {
      expect(styles).toContain(`w:${script}="Times New Roman"`)
    }
    expect(documentXml).not.toContain('<w:u ')
  })

  test('the page number is in the header of all pages but the first', () => {
    expect(documentXml).toMatch(/<w:titlePg(\s+w:val="true")?\/>/)
    const parts = unzip(file)
    const relations = parts.get('word/_rels/document.xml.rels') ?? ''
    const header = (type: string) => {
      const [, id] = new RegExp(`<w:headerReference w:type="${type}" r:id="(\\w+)"`).exec(documentXml) ?? []
      const [, path] = new RegExp(`Id="${id}"[^>]*Target="([^"]+)"`).exec(relations) ?? []
      return parts.get(`word/${path}`) ?? ''
    }
    expect(header('default')).toContain('PAGE')
    expect(header('first')).not.toContain('PAGE')
    expect(header('first')).toContain('<w:hdr')
  })

  test('it names the layout it follows and that it is a demonstration', () => {
    const properties = unzip(file).get('docProps/custom.xml') ?? ''
    expect(properties).toContain(reportProfile)
    expect(properties).toMatch(/name="demonstration".*true/)
  })
})

function attributes(element: string): Record<string, string> {
  const [, list = ''] = new RegExp(`<${element} ([^>]*)/>`).exec(documentXml) ?? []
  return Object.fromEntries([...list.matchAll(/([\w:]+)="([^"]*)"/g)].map(([, name, value]) => [name, value]))
}

/** Entries of a zip file by its central directory (APPNOTE 4.3.12), stored or deflated. */
function unzip(zip: Buffer): Map<string, string> {
  const end = zip.lastIndexOf('PK\x05\x06')
  let at = zip.readUInt32LE(end + 16)
  const entries = new Map<string, string>()
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    const [nameSize, extraSize, commentSize] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset))
    const name = zip.toString('utf8', at + 46, at + 46 + (nameSize ?? 0))
    const local = zip.readUInt32LE(at + 42)
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28)
    const data = zip.subarray(start, start + zip.readUInt32LE(at + 20))
    entries.set(name, (zip.readUInt16LE(at + 10) === 8 ? inflateRawSync(data) : data).toString('utf8'))
    at += 46 + (nameSize ?? 0) + (extraSize ?? 0) + (commentSize ?? 0)
  }
  return entries
}

import type { Text } from '../text.ts'
import type { ImportField } from './import-field.ts'

const few = (names: readonly string[]) => names.slice(0, 8).join('; ') + (names.length > 8 ? '; …' : '')

/** What may stand in a cell of a field, in words: for the page and for the template's second line. */
export function fieldHint({ field, required }: ImportField): Text {
  const { vi, en } = kindHint(field)
  return required ? { vi: `bắt buộc; ${vi}`, en: `needed; ${en}` } : { vi, en }
}

function kindHint(field: ImportField['field']): Text {
  switch (field.kind) {
    case 'text':
      return { vi: `chữ, tối đa ${field.maxLength} ký tự`, en: `text, ${field.maxLength} characters at most` }
    case 'integer':
      return { vi: `số nguyên${unitOf(field.unit)}`, en: `whole number${unitOf(field.unit)}` }
    case 'number':
      return { vi: `số${unitOf(field.unit)}, như 1.234,5`, en: `number${unitOf(field.unit)}, like 1234.5` }
    case 'money':
      return { vi: 'số tiền bằng đồng, như 1.500.000', en: 'amount in đồng, like 1500000' }
    case 'yes_no':
      return { vi: 'Có hoặc Không', en: 'yes or no' }
    case 'date':
      return { vi: 'ngày, như 21/11/2026', en: 'day, like 21/11/2026' }
    case 'instant':
      return { vi: 'thời điểm, như 21/11/2026 08:30', en: 'time, like 21/11/2026 08:30' }
    case 'choice':
      return labelsOf(field.options, 'một trong', 'one of')
    case 'choices':
      return labelsOf(
        field.options,
        'một hoặc nhiều, cách nhau bằng dấu ;, trong',
        'one or several, separated by ;, of',
      )
    case 'agency':
      return { vi: 'mã hoặc tên cơ quan', en: 'code or name of an agency' }
    case 'agencies':
      return { vi: 'mã hoặc tên các cơ quan, cách nhau bằng dấu ;', en: 'codes or names of agencies, separated by ;' }
    case 'area':
      return { vi: 'mã hoặc tên xã, phường', en: 'code or name of a commune' }
    case 'record':
      return { vi: 'số hoặc tên hồ sơ', en: 'number or title of a record' }
    case 'asset':
      return { vi: 'mã thiết bị', en: 'code of an asset' }
    case 'link':
      return { vi: 'địa chỉ, bắt đầu bằng https://', en: 'address, beginning with https://' }
    case 'degrees':
      return { vi: 'độ thập phân WGS 84, như 107,5909', en: 'decimal degrees in WGS 84, like 107.5909' }
    case 'geometry':
      return { vi: 'hình GeoJSON, WGS 84', en: 'GeoJSON geometry, WGS 84' }
    case 'code':
      return { vi: 'chữ thường không dấu, chữ số, gạch ngang', en: 'lower-case letters, digits, dashes' }
  }
}

const unitOf = (unit: string | undefined) => (unit ? ` (${unit})` : '')

function labelsOf(options: readonly { label: Text }[], vi: string, en: string): Text {
  return {
    vi: `${vi}: ${few(options.map(({ label }) => label.vi))}`,
    en: `${en}: ${few(options.map(({ label }) => label.en))}`,
  }
}

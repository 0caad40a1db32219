import type { Language } from '../../core/text.ts'

/** Sentences of the doors in Vietnamese; devices' makers get them in English, with the answer itself. */
const sentences: readonly (readonly [RegExp, string])[] = [
  [
    /^no asset (.+) in use with series (\S+); make the asset first$/,
    'Không có thiết bị $1 đang dùng với đại lượng $2.',
  ],
  [
    /^at lies (.+) s in the future; set the device's clock and offset$/,
    'Thời điểm đo đi trước $1 giây; chỉnh đồng hồ và múi giờ.',
  ],
  [/^at lies more than 400 days in the past$/, 'Thời điểm đo đã quá 400 ngày.'],
  [
    /^at lies about seven hours ahead: /,
    'Thời điểm đo đi trước khoảng 7 giờ: giờ Việt Nam mà ghi là UTC; ghi +07:00 thay cho Z.',
  ],
  [
    /^sent together with a value that lies seven hours ahead/,
    'Gửi cùng một số đi trước 7 giờ nên cùng một đồng hồ sai; ghi múi giờ +07:00.',
  ],
  [/^sourceAt lies before 1900 or in the future; /, 'Thời điểm đo gốc (sourceAt) trước năm 1900 hoặc ở tương lai.'],
  [/^readings are kept from (.+) on, and at lies before; /, 'Số đo được lưu từ $1; thời điểm đo này sớm hơn.'],
  [/^credential «(.+)» may not speak for asset (.+)$/, 'Tài khoản gửi «$1» không được gửi thay thiết bị $2.'],
  [/^no credential «(.+)» is in use; /, 'Không còn tài khoản gửi «$1»; cấp tài khoản cùng tên rồi gửi lại.'],
  [
    /^the value at this time is already (.+); send correction: true to replace it$/,
    'Thời điểm này đã có giá trị $1; gửi kèm correction: true để thay.',
  ],
  [/^publish to nhip\/v1\/<asset>\/<series>$/, 'Chủ đề phải có dạng nhip/v1/<mã thiết bị>/<đại lượng>.'],
  [/^not JSON( in UTF-8)?: /, 'Không phải JSON viết bằng UTF-8.'],
  [/^the body is not JSON in UTF-8: /, 'Nội dung gửi lên không phải JSON viết bằng UTF-8.'],
  [/^the body is neither a list/, 'Nội dung gửi lên không phải danh sách, cũng không có danh sách «readings».'],
  [/^an object with asset, series, at and value$/, 'Cần một đối tượng có asset, series, at và value.'],
  [/^asset: a code of lower-case letters, digits and dashes$/, 'asset: cần mã gồm chữ thường, số, gạch nối.'],
  [/^series: a key of lower-case letters, digits and underscores$/, 'series: cần mã gồm chữ thường, số, gạch dưới.'],
]

/** Faults of a payload, each at its field; several are told one after the other. */
const faults: readonly (readonly [RegExp, string])[] = [
  [/value: a finite number/g, 'value: cần một số hữu hạn'],
  [/\b(at|sourceAt): an instant with its offset, such as (\S+)/g, '$1: cần thời điểm kèm múi giờ, ví dụ $2'],
  [/origin: Invalid option: expected one of ([^;]+)/g, 'origin: chỉ nhận một trong $1'],
  [/correction: Invalid input: expected boolean, received \w+/g, 'correction: cần true hoặc false'],
  [/payload: Invalid input: expected object, received \w+/g, 'nội dung: cần một đối tượng có at và value'],
]

const kept = /; the first (\d+) of (\d+) bytes$/

/** Why a message was refused, in the language of the page where its sentence is known, and the language that it is in. */
export function letterDetail(detail: string, language: Language): { text: string; lang: Language } {
  if (language === 'en') return { text: detail, lang: 'en' }
  const [cut, bytes, of] = kept.exec(detail) ?? []
  const whole = cut ? detail.slice(0, -cut.length) : detail
  const known = sentences.find(([form]) => form.test(whole))
  const parts = known?.[0].exec(whole) ?? []
  const text = known
    ? known[1].replace(/\$(\d)/g, (_, place) => parts[Number(place)] ?? '')
    : faults.reduce((text, [form, words]) => text.replace(form, words), whole)
  if (text === whole) return { text: detail, lang: 'en' }
  return { text: cut ? `${text} (giữ ${bytes} trên ${of} byte đầu)` : text, lang: 'vi' }
}

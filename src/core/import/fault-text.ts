import type { Language, Text } from '../text.ts'
import type { CellFault, FaultCode } from './import-field.ts'

/** What is wrong and how to mend it; `{…}` are the fault's own words. */
const texts: Readonly<Record<FaultCode, Text>> = {
  missing: { vi: 'Ô này bắt buộc. Nhập giá trị.', en: 'This cell is needed. Fill it in.' },
  not_a_number: { vi: 'Không phải số. Ghi như 1234,5 hoặc 1.234,5.', en: 'Not a number. Write it like 1234.5.' },
  not_whole: { vi: 'Phải là số nguyên. Bỏ phần thập phân.', en: 'Must be a whole number. Leave the decimals out.' },
  unclear_number: {
    vi: 'Cột này vừa dùng dấu phẩy vừa dùng dấu chấm cho phần thập phân, nên số này đọc được hai cách. Ghi thống nhất một cách.',
    en: 'This column writes decimals with commas and with dots, so this number can be read two ways. Write all of them one way.',
  },
  not_a_date: { vi: 'Không phải ngày. Ghi như 21/11/2026.', en: 'Not a day. Write it like 21/11/2026.' },
  no_such_day: {
    vi: 'Không có ngày này trong lịch. Xem lại ngày và tháng.',
    en: 'The calendar has no such day. Check day and month.',
  },
  not_an_instant: {
    vi: 'Không phải thời điểm. Ghi như 21/11/2026 08:30.',
    en: 'Not a time. Write it like 21/11/2026 08:30.',
  },
  not_yes_or_no: { vi: 'Ghi Có hoặc Không.', en: 'Write yes or no.' },
  unknown_choice: {
    vi: 'Không có trong danh sách. Chọn một trong: {options}.',
    en: 'Not in the list. Choose one of: {options}.',
  },
  unknown_agency: {
    vi: 'Không có cơ quan «{text}». Ghi mã hoặc đúng tên trong danh mục cơ quan.',
    en: 'No agency «{text}». Write its code or its name as in the list of agencies.',
  },
  several_agencies: {
    vi: '«{text}» là tên của nhiều cơ quan: {names}. Ghi mã.',
    en: '«{text}» fits several agencies: {names}. Write the code.',
  },
  foreign_agency: { vi: 'Chỉ nhập được cho cơ quan của mình.', en: 'Only one’s own agencies can be imported for.' },
  agency_stays: {
    vi: 'Tài sản này đang thuộc đơn vị khác; nhập tệp không chuyển đơn vị.',
    en: 'Another agency has this asset; an import does not hand assets over.',
  },
  unknown_area: {
    vi: 'Không có xã, phường «{text}». Ghi mã 5 chữ số hoặc đúng tên.',
    en: 'No commune «{text}». Write its 5-digit code or its name.',
  },
  several_areas: {
    vi: '«{text}» là tên của nhiều nơi: {names}. Ghi mã.',
    en: '«{text}» fits several places: {names}. Write the code.',
  },
  unknown_record: {
    vi: 'Không tìm thấy hồ sơ «{text}» theo số hoặc tên.',
    en: 'No record «{text}» by number or title.',
  },
  several_records: {
    vi: '«{text}» là tên của nhiều hồ sơ: {names}. Ghi số.',
    en: '«{text}» fits several records: {names}. Write the number.',
  },
  not_a_link: { vi: 'Không phải địa chỉ. Ghi bắt đầu bằng https://.', en: 'Not an address. Begin it with https://.' },
  not_a_code: {
    vi: 'Mã chỉ gồm chữ thường không dấu, chữ số và gạch ngang, tối đa 63 ký tự.',
    en: 'A code has lower-case letters, digits and dashes only, 63 at most.',
  },
  not_an_agency_code: {
    vi: 'Mã chỉ gồm chữ hoa không dấu, chữ số và dấu chấm, như H57.12.',
    en: 'A code has capital letters, digits and dots only, such as H57.12.',
  },
  not_a_phone: {
    vi: 'Không phải số điện thoại. Ghi 3 đến 15 chữ số, có thể bắt đầu bằng +, như 0234 3822 111.',
    en: 'Not a phone number. Write 3 to 15 digits, + before them where needed, such as 0234 3822 111.',
  },
  not_a_geometry: { vi: 'Không phải hình GeoJSON.', en: 'Not a GeoJSON geometry.' },
  other_geometry: {
    vi: 'Loại hình hoặc toạ độ không hợp: cần {wanted}, WGS 84, kinh độ trước.',
    en: 'The geometry does not fit: {wanted} is wanted, in WGS 84, longitude first.',
  },
  not_degrees: { vi: 'Không phải độ thập phân. Ghi như 107,5909.', en: 'Not decimal degrees. Write it like 107.5909.' },
  half_a_position: {
    vi: 'Thiếu kinh độ hoặc vĩ độ. Ghi đủ cả hai, hoặc để trống cả hai.',
    en: 'Longitude or latitude is missing. Give both or neither.',
  },
  too_few_points: {
    vi: 'Hình cần ít nhất {n} điểm khác nhau.',
    en: 'The shape needs at least {n} different points.',
  },
  ring_open: {
    vi: 'Đường biên của vùng chưa khép kín. Điểm cuối phải trùng điểm đầu.',
    en: 'The border is not closed. Its last point must be its first.',
  },
  crosses_itself: {
    vi: 'Đường biên tự cắt gần vĩ độ {lat}, kinh độ {lon}. Sửa để biên không cắt nhau.',
    en: 'The border crosses itself near latitude {lat}, longitude {lon}. Mend it.',
  },
  outside_province: {
    vi: 'Điểm có vĩ độ {lat}, kinh độ {lon} nằm ngoài tỉnh, thành phố. Xem lại, có thể vĩ độ và kinh độ bị đổi chỗ.',
    en: 'The point at latitude {lat}, longitude {lon} lies outside the province. Look at it again; the two may be the wrong way round.',
  },
  too_many: { vi: 'Nhiều hơn mức cho phép là {n}.', en: 'More than the most allowed, {n}.' },
  closed_agency: {
    vi: 'Đơn vị này không còn hoạt động. Ghi đơn vị khác.',
    en: 'This agency has closed. Write another.',
  },
  closed_area: {
    vi: 'Xã, phường này không có trong danh mục hiện hành. Ghi nơi khác.',
    en: 'This commune is not in the list in force. Write another.',
  },
  not_a_choice: {
    vi: 'Không có trong danh sách lựa chọn. Chọn lại.',
    en: 'Not among the choices. Choose again.',
  },
  unseen_record: {
    vi: 'Không thấy hồ sơ này trong những hồ sơ bạn được xem.',
    en: 'No such record among those you may see.',
  },
  unseen_device: {
    vi: 'Không thấy thiết bị này trong những thiết bị đang dùng mà bạn được xem.',
    en: 'No such device in use among those you may see.',
  },
  too_small: { vi: 'Nhỏ hơn mức cho phép là {min}.', en: 'Below the least allowed, {min}.' },
  too_large: { vi: 'Lớn hơn mức cho phép là {max}.', en: 'Above the most allowed, {max}.' },
  too_long: { vi: 'Dài quá {max} ký tự. Rút gọn lại.', en: 'Longer than {max} characters. Shorten it.' },
  too_many_cells: {
    vi: 'Dòng có nhiều ô hơn tiêu đề. Ô có dấu ngăn cách bên trong phải đặt trong ngoặc kép.',
    en: 'The row has more cells than the header. Put a cell that holds the separator into quotation marks.',
  },
  twice_in_file: { vi: 'Mã này đã có ở dòng {line} của tệp.', en: 'Line {line} of the file has this code already.' },
  code_in_use: { vi: 'Mã này là của tài sản khác. Chọn mã khác.', en: 'This code is another asset’s. Choose another.' },
  refused: {
    vi: 'Giá trị này không nhận được. Xem lại ô này.',
    en: 'This value cannot be taken. Look at this cell again.',
  },
}

const shapes: Readonly<Record<string, Text>> & { readonly point: Text } = {
  point: { vi: 'điểm', en: 'a point' },
  line: { vi: 'đường', en: 'a line' },
  polygon: { vi: 'vùng', en: 'an area' },
}

/** The sentence of a fault, as page and corrected file show it. */
export function faultText({ code, params }: CellFault, language: Language): string {
  const wordOf = (name: string) => {
    const value = String(params[name] ?? '')
    return name === 'wanted' ? (shapes[value] ?? shapes.point)[language] : value
  }
  return texts[code][language].replaceAll(/\{(\w+)\}/g, (_, name: string) => wordOf(name))
}

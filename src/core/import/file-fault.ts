import type { Language, Text } from '../text.ts'

/** Why a file cannot be read, and how to mend it; `{…}` are the fault's own words. */
const texts: Readonly<Record<string, Text>> = {
  file_is_empty: { vi: 'Tệp không có dòng nào.', en: 'It holds no rows.' },
  no_rows: { vi: 'Tệp chỉ có tiêu đề, chưa có dòng dữ liệu nào.', en: 'It has a header and no rows below it.' },
  unknown_format: { vi: 'Không phải tệp CSV, XLSX hay GeoJSON.', en: 'It is neither CSV, XLSX nor GeoJSON.' },
  old_or_locked_workbook: {
    vi: 'Tệp Excel đời cũ (.xls) hoặc có mật khẩu. Mở bằng Excel, bỏ mật khẩu, lưu lại dạng .xlsx.',
    en: 'An old workbook (.xls) or one with a password. Open it, take the password off and save it as .xlsx.',
  },
  broken_workbook: {
    vi: 'Tệp XLSX bị hỏng. Mở bằng Excel rồi lưu lại.',
    en: 'The workbook is damaged. Open it in Excel and save it again.',
  },
  unpacks_too_large: {
    vi: 'Tệp nén phình ra quá lớn khi mở. Chia thành nhiều tệp nhỏ hơn.',
    en: 'It unpacks to far more than can be read. Split it into smaller files.',
  },
  takes_too_long: {
    vi: 'Đọc tệp này lâu quá mức. Chia thành nhiều tệp nhỏ hơn.',
    en: 'Reading it takes too long. Split it into smaller files.',
  },
  too_many_rows: { vi: 'Tệp có hơn {max} dòng. Chia thành nhiều tệp.', en: 'It has more than {max} rows. Split it.' },
  too_many_columns: { vi: 'Tệp có hơn {max} cột. Bỏ bớt cột.', en: 'It has more than {max} columns. Take some away.' },
  quote_not_closed: {
    vi: 'Dấu ngoặc kép mở ở dòng {line} không được đóng.',
    en: 'A quotation mark opened in line {line} is never closed.',
  },
  not_a_table: { vi: 'Không đọc được tệp này như một bảng.', en: 'It cannot be read as a table.' },
  not_geojson: { vi: 'Tệp không phải GeoJSON kiểu FeatureCollection.', en: 'It is not a GeoJSON FeatureCollection.' },
  not_wgs84: {
    vi: 'Hệ toạ độ {name} không phải WGS 84. Chuyển sang WGS 84 (EPSG:4326) rồi nhập.',
    en: 'Its system {name} is not WGS 84. Turn it into WGS 84 (EPSG:4326) first.',
  },
}

/** The sentence for a file that cannot be read. */
export function fileFaultText(
  code: string,
  params: Readonly<Record<string, string | number>>,
  language: Language,
): string {
  const text = texts[code] ?? texts.not_a_table
  return (text?.[language] ?? code).replaceAll(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ''))
}

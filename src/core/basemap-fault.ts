import type { Language, Text } from './text.ts'

/** Why a map of the operator's own cannot be opened, and how to mend it; `{…}` are the fault's own words. */
const texts = {
  bare_name: {
    vi: '{name}: chỉ ghi tên tệp trong thư mục «basemap» của thư mục dữ liệu, không ghi đường dẫn.',
    en: '{name}: write the bare name of a file in the folder «basemap» of the data folder, without a path',
  },
  no_file: {
    vi: '{name}: không có tệp này trong thư mục «basemap» của thư mục dữ liệu; chép tệp vào đó trước.',
    en: '{name}: no such file in the folder «basemap» of the data folder; copy it there first',
  },
  not_mbtiles: {
    vi: '{name}: không đọc được như tệp MBTiles. Tạo lại tệp hoặc chọn đúng loại.',
    en: '{name}: it cannot be read as MBTiles: {why}; make it again or choose its kind',
  },
  not_pmtiles: {
    vi: '{name}: không đọc được như tệp PMTiles. Tạo lại tệp hoặc chọn đúng loại.',
    en: '{name}: it cannot be read as PMTiles: {why}; make it again or choose its kind',
  },
  not_json: { vi: 'Nội dung không phải JSON.', en: 'it is no JSON: {why}' },
  not_geojson: {
    vi: 'Nội dung không phải GeoJSON kiểu FeatureCollection (sai ở: {where}).',
    en: 'it is no GeoJSON collection of features: {where}: {why}',
  },
  too_large: {
    vi: 'Lớn hơn {most} MB. Chuyển thành ô bản đồ (PMTiles) rồi thêm lại.',
    en: 'the file is larger than {most} MB; make tiles (PMTiles) of it',
  },
  nothing_there: { vi: 'Địa chỉ trả lời là không có gì.', en: 'the address answered that there is nothing' },
  bad_address: {
    vi: 'Địa chỉ phải bắt đầu bằng https:// hoặc http://, không kèm tên và mật khẩu.',
    en: 'the address must begin with https:// or http://, without a name and password',
  },
  no_places: {
    vi: 'Địa chỉ phải có chỗ cho mức, cột và hàng: {z}, {x}, {y} hoặc {TileMatrix}, {TileCol}, {TileRow}.',
    en: 'the address must say where zoom, column and row go: {z}, {x}, {y}, or {TileMatrix}, {TileCol}, {TileRow}',
  },
  no_picture: {
    vi: 'Địa chỉ trả về «{found}», không phải ảnh. Hỏi lại nơi cung cấp.',
    en: 'the address answered «{found}», not a picture; check it with its provider',
  },
  no_tile: {
    vi: 'Địa chỉ không có ô nào của Việt Nam ({sample} trả lời là không có gì).',
    en: 'the address has no tile of Vietnam ({sample} answered that there is nothing)',
  },
  too_late: {
    vi: '{place} không trả lời trong {seconds} giây. Kiểm tra địa chỉ, và máy chủ này có được nối tới đó không.',
    en: '{place} was not reached: no answer within {seconds} s; check the address and that this machine may connect to it',
  },
  not_reached: {
    vi: 'Không nối được tới {place}. Kiểm tra địa chỉ, và máy chủ này có được nối tới đó không.',
    en: '{place} was not reached: {why}; check the address and that this machine may connect to it',
  },
  refused: {
    vi: '{place} từ chối (mã {status}). Kiểm tra địa chỉ và khoá truy cập.',
    en: '{place} answered {status}; check the address and its key',
  },
  sent_too_much: {
    vi: '{place} gửi hơn {most} MB một lần.',
    en: '{place} sent more than {most} MB at once',
  },
} satisfies Readonly<Record<string, Text>>

export type BasemapFaultCode = keyof typeof texts
export type BasemapFaultParams = Readonly<Record<string, string | number>>

const isCode = (code: string): code is BasemapFaultCode => Object.hasOwn(texts, code)

/** The sentence for a map that cannot be opened; undefined for a code that is none of these. */
export function basemapFaultText(
  code: string,
  params: BasemapFaultParams = {},
  language: Language = 'en',
): string | undefined {
  if (!isCode(code)) return undefined
  return texts[code][language].replaceAll(/\{(\w+)\}/g, (whole, key) => String(params[key] ?? whole))
}

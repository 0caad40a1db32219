import type { ExpressionSpecification } from 'maplibre-gl'
import type { MapPoint, MapPoints } from './points.ts'

const named = (kind: string, name: string, at: [number, number], under = ''): MapPoint => ({
  type: 'Feature',
  geometry: { type: 'Point', coordinates: at },
  properties: { kind, name, under },
})

/**
 * What every map of ours names, whatever lies under it: the two archipelagos with the unit each belongs to (codes 20333 and 22736 of
 * the official list, resolutions of 2025), and the sea, once in its middle and again along the coast for maps that show only that.
 */
export const seaNames: MapPoints = {
  type: 'FeatureCollection',
  features: [
    named('archipelago', 'QĐ. Hoàng Sa', [111.9, 16.35], 'TP. Đà Nẵng'),
    named('archipelago', 'QĐ. Trường Sa', [113.6, 9.4], 'Tỉnh Khánh Hòa'),
    named('sea', 'Biển Đông', [112.9, 12.9]),
    ...[
      [108.6, 20.1],
      [107.2, 18.6],
      [107.95, 16.68],
      [109.35, 15.1],
      [110.0, 13.2],
      [109.6, 11.3],
      [107.6, 9.6],
      [106.4, 8.4],
    ].map(([lon = 0, lat = 0]) => named('coast', 'Biển Đông', [lon, lat])),
  ],
}

const countries: Record<string, string> = {
  'TRUNG QUỐC': 'Trung Quốc',
  LÀO: 'Lào',
  CAMPUCHIA: 'Campuchia',
  'THÁI LAN': 'Thái Lan',
  'MI-AN-MA': 'Mi-an-ma',
  'PHI-LIP-PIN': 'Phi-líp-pin',
  'MA-LAI-XI-A': 'Ma-lai-xi-a',
}

/** Names of countries as words, not in capitals. */
export const countryName = [
  'match',
  ['get', 'n'],
  ...Object.entries(countries).flat(),
  ['get', 'n'],
] as unknown as ExpressionSpecification // A list of pairs is more than the type of `match` can say.

/** The provinces by their code, as the tiles of their land carry it (list of 1 July 2025). */
const provinces: Record<string, string> = {
  '01': 'Hà Nội',
  '04': 'Cao Bằng',
  '08': 'Tuyên Quang',
  '11': 'Điện Biên',
  '12': 'Lai Châu',
  '14': 'Sơn La',
  '15': 'Lào Cai',
  '19': 'Thái Nguyên',
  '20': 'Lạng Sơn',
  '22': 'Quảng Ninh',
  '24': 'Bắc Ninh',
  '25': 'Phú Thọ',
  '31': 'Hải Phòng',
  '33': 'Hưng Yên',
  '37': 'Ninh Bình',
  '38': 'Thanh Hoá',
  '40': 'Nghệ An',
  '42': 'Hà Tĩnh',
  '44': 'Quảng Trị',
  '46': 'Huế',
  '48': 'Đà Nẵng',
  '51': 'Quảng Ngãi',
  '52': 'Gia Lai',
  '56': 'Khánh Hoà',
  '66': 'Đắk Lắk',
  '68': 'Lâm Đồng',
  '75': 'Đồng Nai',
  '79': 'Hồ Chí Minh',
  '80': 'Tây Ninh',
  '82': 'Đồng Tháp',
  '86': 'Vĩnh Long',
  '91': 'An Giang',
  '92': 'Cần Thơ',
  '96': 'Cà Mau',
}

/** The name of the province whose land this is; nothing for one that is not listed. */
export const provinceName = [
  'match',
  ['get', 'c'],
  ...Object.entries(provinces).flat(),
  '',
] as unknown as ExpressionSpecification // As above.

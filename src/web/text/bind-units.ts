const units =
  'giây|phút|giờ|ngày|điểm|nghìn|triệu|tỷ|đồng|đ|s|min|h|days?|m|mm|cm|km|ha|m²|m³|km²|m/s|m³/s|mm/h|m/h|°C|µg/m³|mg/l|ms|dBm?|V|W|kW|kWh|Hz|B|kB|MB|GB'
/** A number that stands alone, a space and a unit: not a part of a date, a time or a code. */
const numberAndUnit = new RegExp(
  `(?<![\\p{L}\\p{N}/:.,\\-–])([−-]?\\p{N}[\\p{N}.,]*) (?=(?:${units})(?![\\p{L}\\p{N}/]))`,
  'gu',
)
const numberAndPercent = /(\p{N})[ \u00a0]%/gu

/**
 * A sentence as it is set: percent without a space (`5%`), and other numbers kept on one line with their unit (`3,42 m`,
 * `54 phút`) by a space that does not break.
 */
export function bindUnits(sentence: string): string {
  return sentence.replace(numberAndPercent, '$1%').replace(numberAndUnit, '$1\u00a0')
}

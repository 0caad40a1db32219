/**
 * The letters that stand for an agency in the number of a document: SKHCN, UBND, VPUBND. A proposal after the common custom;
 * the agency's own list decides (Decree 30/2020 leaves it to the agency).
 */
export function agencySign(name: string): string {
  return shorten(name)
    .replace(/\(.*?\)/g, '')
    .replace(/UBND .*/u, 'UBND')
    .split(/[\s,-]+/u)
    .filter((word) => word !== '' && word.toLowerCase() !== 'và')
    .map((word) => (word === 'UBND' ? word : word.charAt(0).toUpperCase()))
    .join('')
}

/** An agency's name with «Ủy ban nhân dân» as UBND, as Decree 30/2020 allows above the issuing body. */
export function shorten(name: string): string {
  return name.normalize('NFC').replace(/(Ủy|Uỷ) ban nhân dân/giu, 'UBND')
}

/** Who signs, line by line above the empty name: the usual office of that kind of agency, a proposal to be corrected by hand. */
export function signerLines(name: string): string[] {
  const plain = name.normalize('NFC')
  if (shorten(plain).startsWith('UBND')) return ['TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH']
  if (/^(Sở|Trung tâm|Công ty|Đài)\s/u.test(plain)) return ['GIÁM ĐỐC']
  if (/^Văn phòng\s/u.test(plain)) return ['CHÁNH VĂN PHÒNG']
  if (/^Thanh tra\s/u.test(plain)) return ['CHÁNH THANH TRA']
  return ['THỦ TRƯỞNG CƠ QUAN']
}

/** A name in capitals cut into lines of about the same length, none longer than `columns` letters unless one word is. */
export function breakName(name: string, columns: number): string[] {
  const text = name.normalize('NFC').toUpperCase()
  const lines = Math.ceil(text.length / columns)
  for (let width = Math.ceil(text.length / lines); width < columns; width++) {
    const broken = fill(text, width)
    if (broken.length <= lines) return broken
  }
  return fill(text, columns)
}

/** Place and date of a document: a day below 10 and the months 1 and 2 take a leading zero. A null date leaves room for a pen. */
export function placeAndDate(place: string, date: string | null): string {
  if (date === null) return `${place}, ngày      tháng      năm        `
  const [year, month, day] = date.split('-')
  return `${place}, ngày ${day} tháng ${Number(month) < 3 ? month : Number(month)} năm ${year}`
}

function fill(text: string, width: number): string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const line = lines.at(-1)
    if (line !== undefined && line.length + 1 + word.length <= width) lines[lines.length - 1] = `${line} ${word}`
    else lines.push(word)
  }
  return lines
}

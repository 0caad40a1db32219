const day = String.raw`(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})`
const iso = String.raw`(\d{4})-(\d{1,2})-(\d{1,2})`
const clock = String.raw`(\d{1,2})(?::|h|g|giờ)(\d{2})?(?:(?::)(\d{2})(?:\.\d+)?)?`
const forms = {
  day: new RegExp(`^(?:ngày )?${day}$`, 'i'),
  iso: new RegExp(`^${iso}$`),
  dayThenTime: new RegExp(`^(?:ngày )?${day}[ ,T]+${clock}$`, 'i'),
  timeThenDay: new RegExp(`^${clock}[ ,]+(?:ngày )?${day}$`, 'i'),
  isoThenTime: new RegExp(`^${iso}[ T]${clock}(Z|[+-]\\d{2}:?\\d{2})?$`, 'i'),
}

/** A calendar day as people write it, day first; also `yyyy-mm-dd`, and with a time that is midnight. */
export function readDay(text: string): string | 'no_such_day' | null {
  const [, d, m, y] = forms.day.exec(text) ?? []
  if (d) return makeDay(y, m, d)
  const [, isoY, isoM, isoD] = forms.iso.exec(text) ?? []
  if (isoY) return makeDay(isoY, isoM, isoD)
  const midnight = /^(.*\S)[ T]0{1,2}:00(:00)?$/.exec(text)?.[1]
  return midnight ? readDay(midnight) : null
}

/** An instant as people write it, in the time of Việt Nam where it says no other; a day alone is its midnight. @returns ISO 8601 in UTC */
export function readInstant(text: string): string | 'no_such_day' | null {
  const found =
    pick(forms.dayThenTime.exec(text), [3, 2, 1, 4, 5, 6]) ??
    pick(forms.timeThenDay.exec(text), [6, 5, 4, 1, 2, 3]) ??
    pick(forms.isoThenTime.exec(text), [1, 2, 3, 4, 5, 6, 7])
  if (!found) {
    const alone = readDay(text)
    return alone === null || alone === 'no_such_day' ? alone : new Date(`${alone}T00:00:00+07:00`).toISOString()
  }
  const [y, m, d, hour = '0', minute, second, offset] = found
  const date = makeDay(y, m, d)
  if (date === 'no_such_day') return date
  if (Number(hour) > 23 || Number(minute ?? 0) > 59 || Number(second ?? 0) > 59) return null
  const zone = offset ? (/^z$/i.test(offset) ? 'Z' : offset.replace(/(\d\d):?(\d\d)$/, '$1:$2')) : '+07:00'
  const at = new Date(`${date}T${two(hour)}:${two(minute ?? '0')}:${two(second ?? '0')}${zone}`)
  return Number.isNaN(at.getTime()) ? null : at.toISOString()
}

const pick = (match: RegExpExecArray | null, places: readonly number[]) => match && places.map((place) => match[place])
const two = (text: string) => text.padStart(2, '0')

function makeDay(y = '', m = '', d = ''): string | 'no_such_day' {
  const text = `${y}-${two(m)}-${two(d)}`
  const at = new Date(`${text}T00:00:00Z`)
  // The 31st of a month that has 30 days becomes the first of the next: no such day.
  return Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== text ? 'no_such_day' : text
}

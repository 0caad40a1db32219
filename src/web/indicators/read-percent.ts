/** A percentage as a person writes it, `92,5` or `92.5%`, as a share from 0 to 1; NaN for anything else. A point is a decimal sign in both languages: nobody writes thousands of per cent. */
export function readPercent(written: string): number {
  const text = written.trim().replace(/%$/, '').trim().replace(',', '.')
  if (!/^\d{1,3}(\.\d{1,6})?$/.test(text)) return Number.NaN
  const percent = Number(text)
  return percent <= 100 ? Math.round(percent * 1e6) / 1e8 : Number.NaN
}

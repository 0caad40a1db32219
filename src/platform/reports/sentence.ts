import type { CountKey, Tally } from '../../core/counted-as.ts'
import type { SentenceWords } from '../../core/indicator.ts'
import { localDateOf, startOfLocalDay } from '../../core/local-time.ts'
import { parsePeriod, periodLabel } from '../../core/period.ts'

/** What a number in a sentence counts; null for words between numbers. */
export type Counted = 'value' | 'fired' | CountKey | null

export interface SentencePart {
  readonly text: string
  readonly counts: Counted
}

/** A sentence of a report. `figureText` is the part that says the indicator's value; all parts joined give `text`. */
export interface Sentence {
  readonly text: string
  readonly figureText: string
  readonly parts: readonly SentencePart[]
}

type Counts = Tally & { readonly fired: number }

/**
 * The sentence of an indicator in Vietnamese, in the words for what it counts. Where nothing has come due it says so in words: an empty share is
 * never written as 0%. A cut-off before the end of the period is named, with its local time.
 * @param of.target a share from 0 to 1
 * @param of.below how many agencies it speaks of besides the one whose report it is
 */
export function writeSentence(
  said: SentenceWords,
  figure: Counts,
  of: { period: string; cutOffAt: Date; target?: number | null; below?: number },
): Sentence {
  const { period, cutOffAt, target = null, below = 0 } = of
  const whose =
    below === 0 ? ' thuộc trách nhiệm' : ` thuộc trách nhiệm của cơ quan và ${formatNumber(below)} đơn vị trực thuộc`
  const parts: SentencePart[] = [
    words(`Trong ${periodLabel(period, 'vi')}${cutOffWords(period, cutOffAt)}, `),
    ...statement(said, figure, target, whose),
    words('.'),
  ]
  const text = parts.map((part) => part.text).join('')
  const figureText = parts.find((part) => part.counts === 'value')?.text ?? ''
  return { text, figureText, parts }
}

/** What fell short of an indicator: what was late, and the target where it was missed. Null where nothing did. */
export function writeShortcoming(
  name: string,
  { noun }: SentenceWords,
  figure: Counts,
  missed: number | null,
): SentencePart[] | null {
  const { inTime, late } = figure
  const lateParts = late > 0 ? [number(`${formatNumber(late)} ${noun}`, 'late'), words(' trễ hạn')] : []
  const targetParts =
    missed === null
      ? []
      : [
          words(late > 0 ? '; đạt ' : 'đạt '),
          number(formatShare(inTime, inTime + late), 'value'),
          words(`, chưa tới mục tiêu ${formatTarget(missed)}`),
        ]
  if (lateParts.length + targetParts.length === 0) return null
  return [words(`${name}: `), ...lateParts, ...targetParts, words('.')]
}

const formatTarget = (target: number) => `${formatNumber(target * 100)}%`

/**
 * A share in per cent as Vietnamese writes it, one decimal: 9 of 11 is `81,8%`. Rounding never makes an incomplete share
 * whole nor a small one nothing. Throws RangeError when `of` is not above 0.
 */
export function formatShare(part: number, of: number): string {
  if (!(of > 0)) throw new RangeError(`a share of ${of} has no value: write in words that nothing counts yet`)
  const rounded = Math.round((part / of) * 1_000) / 10
  const lowest = part > 0 ? 0.1 : 0
  const highest = part < of ? 99.9 : 100
  return `${formatNumber(Math.min(Math.max(rounded, lowest), highest))}%`
}

/** A number as Vietnamese writes it: `1.234,5`. */
export function formatNumber(value: number): string {
  return new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 1 }).format(value)
}

function statement(
  { noun, done, dismissed: why }: SentenceWords,
  figure: Counts,
  target: number | null,
  whose: string,
): SentencePart[] {
  const { inTime, late, notDue, dismissed, falseAlarm, fired } = figure
  if (fired === 0) return [number(`không có ${noun} nào`, 'value'), words(whose)]

  const many = (count: number) => `${formatNumber(count)} ${noun}`
  const due = inTime + late
  const parts = [words('có '), number(many(fired), 'fired'), words(`${whose}; `)]
  if (due > 0) {
    parts.push(words(`đã ${done} đúng hạn `), number(`${formatNumber(inTime)}/${formatNumber(due)}`, 'inTime'))
    parts.push(words(` ${noun} đã xong hoặc đến hạn (`), number(formatShare(inTime, due), 'value'))
    parts.push(words(target === null ? ')' : `, mục tiêu ${formatTarget(target)})`))
  } else {
    parts.push(number(notDue > 0 ? `chưa có ${noun} nào đến hạn` : `không có ${noun} nào phải ${done}`, 'value'))
  }
  if (late > 0) parts.push(words(', '), number(many(late), 'late'), words(' trễ hạn'))
  if (notDue > 0) parts.push(words('; '), number(many(notDue), 'notDue'), words(' còn trong hạn'))
  if (dismissed > 0) parts.push(words('; '), number(many(dismissed), 'dismissed'), words(` ${why}, không tính`))
  if (falseAlarm > 0)
    parts.push(words('; '), number(many(falseAlarm), 'falseAlarm'), words(' là báo động giả, không tính'))
  return parts
}

function cutOffWords(period: string, cutOffAt: Date): string {
  const { to } = parsePeriod(period)
  if (cutOffAt >= to) return ''
  const date = localDateOf(cutOffAt)
  const [year, month, day] = date.split('-')
  const minute = Math.floor((cutOffAt.getTime() - startOfLocalDay(date).getTime()) / 60_000)
  const clock = `${pad(Math.floor(minute / 60))}:${pad(minute % 60)}`
  return ` (tính đến ${clock} ngày ${day}/${month}/${year})`
}

const pad = (value: number) => String(value).padStart(2, '0')
const words = (text: string): SentencePart => ({ text, counts: null })
const number = (text: string, counts: Counted): SentencePart => ({ text, counts })

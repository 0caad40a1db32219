import type { CombinationPart, RuleDefinition } from './rule.ts'
import type { Language, Text } from './text.ts'

/** What a sentence needs to know of an asset type. */
export interface SentenceType {
  readonly series: readonly { readonly key: string; readonly name: Text; readonly unit: string }[]
  /** Words for attributes that hold limits, where known. */
  readonly limits?: readonly { readonly key: string; readonly label: Text }[]
}

const operatorWords = {
  vi: { '>=': 'từ', '>': 'trên', '<=': 'đến', '<': 'dưới' },
  en: { '>=': 'at least', '>': 'above', '<=': 'at most', '<': 'below' },
} as const

/** Seconds as people say them, the greatest unit that divides them. */
export function durationWords(seconds: number, language: Language): string {
  const units = [
    [86_400, { vi: 'ngày', en: 'days' }],
    [3_600, { vi: 'giờ', en: 'h' }],
    [60, { vi: 'phút', en: 'min' }],
  ] as const
  const [size, unit] = units.find(([size]) => seconds >= size && seconds % size === 0) ?? [1, { vi: 'giây', en: 's' }]
  return `${seconds / size} ${unit[language]}`
}

/** What makes a rule fire, as one plain sentence. */
export function ruleSentence(
  { condition }: Pick<RuleDefinition, 'condition'>,
  type: SentenceType | null,
  language: Language,
): string {
  // What is not written yet.
  const format = (value: number) =>
    Number.isNaN(value)
      ? '…'
      : new Intl.NumberFormat(language === 'vi' ? 'vi-VN' : 'en-GB', { maximumFractionDigits: 6 }).format(value)
  const seriesOf = (key: string) => type?.series.find((each) => each.key === key)
  const nameOf = (key: string) => seriesOf(key)?.name[language] ?? key
  const limitOf = (series: string, threshold: CombinationPart['threshold']) => {
    if (typeof threshold === 'number') return `${format(threshold)} ${seriesOf(series)?.unit ?? ''}`.trim()
    const label = type?.limits?.find(({ key }) => key === threshold.attribute)?.label[language] ?? threshold.attribute
    return language === 'vi' ? `«${label}» của thiết bị` : `the asset’s “${label}”`
  }
  const lasting = (forS: number) =>
    forS === 0
      ? ''
      : language === 'vi'
        ? `, liền ${durationWords(forS, language)}`
        : ` for ${durationWords(forS, language)}`
  const part = ({ series, op, threshold }: Omit<CombinationPart, 'clearMargin'>) =>
    `${nameOf(series)} ${operatorWords[language][op]} ${limitOf(series, threshold)}`
  const span = (seconds: number) => durationWords(seconds, language)
  const isVi = language === 'vi'
  switch (condition.kind) {
    case 'threshold':
      return part(condition) + lasting(condition.forS)
    case 'rate': {
      const { series, op, perHour, windowS, forS } = condition
      const isFall = op.startsWith('<')
      const amount = `${format(isFall ? -perHour : perHour)} ${seriesOf(series)?.unit ?? ''}`.trim()
      const words = isVi
        ? `${nameOf(series)} ${isFall ? 'giảm' : 'tăng'} ${op.endsWith('=') ? 'từ' : 'trên'} ${amount} mỗi giờ, tính trong ${span(windowS)}`
        : `${nameOf(series)} ${isFall ? 'falls' : 'rises'} by ${op.endsWith('=') ? 'at least' : 'more than'} ${amount} an hour, over ${span(windowS)}`
      return words + lasting(forS)
    }
    case 'silence': {
      const { series, afterS } = condition
      return isVi
        ? `Không nhận được ${nameOf(series).toLowerCase()} trong ${span(afterS)}`
        : `No ${nameOf(series).toLowerCase()} received for ${span(afterS)}`
    }
    case 'happening': {
      const { happening, count, withinS, quietS, rules } = condition
      const begins = happening === 'alert.firing'
      const which = rules.length > 0 ? `: ${rules.join(', ')}` : ''
      return isVi
        ? `${begins ? 'Có' : 'Hết'} ${count} cảnh báo trong ${span(withinS)}${which}; thôi khi yên ${span(quietS)}`
        : `${count} alerts ${begins ? 'begin' : 'end'} within ${span(withinS)}${which}; over after ${span(quietS)} of quiet`
    }
    case 'combination': {
      const { match, parts, maxAgeS, forS } = condition
      const joined = parts
        .map(part)
        .join(isVi ? (match === 'all' ? ' và ' : ' hoặc ') : match === 'all' ? ' and ' : ' or ')
      const age = isVi ? ` (số đo không cũ quá ${span(maxAgeS)})` : ` (values no older than ${span(maxAgeS)})`
      return joined + lasting(forS) + age
    }
  }
}

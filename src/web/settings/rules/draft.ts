import type { RuleChoices } from '../../../core/api/rules.ts'
import { RuleDefinition, type RuleKind } from '../../../core/rule.ts'

/** A number as it stands in a field: what cannot be read is NaN and is said when it is saved. */
export function readNumber(text: string): number {
  const trimmed = text.trim().replace(',', '.')
  return trimmed === '' ? Number.NaN : Number(trimmed)
}

/** A condition of a kind to start from, on the first series of an asset type. */
export function blankCondition(kind: RuleKind['kind'], type: RuleChoices['assetTypes'][number] | null): RuleKind {
  const series = type?.series[0]?.key ?? ''
  const part = { series, op: '>=' as const, threshold: Number.NaN, clearMargin: 0 }
  const second = { ...part, series: type?.series[1]?.key ?? series }
  switch (kind) {
    case 'threshold':
      return { kind, ...part, forS: 0 }
    case 'rate':
      return { kind, series, op: '>', perHour: Number.NaN, windowS: 3_600, clearMargin: 0, forS: 0 }
    case 'silence':
      return { kind, series, afterS: 3 * (type?.series[0]?.cadenceS ?? 3_600) }
    case 'happening':
      return { kind, happening: 'alert.firing', rules: [], count: 3, withinS: 86_400, quietS: 86_400 }
    case 'combination':
      return { kind, match: 'all', parts: [part, second], maxAgeS: 7_200, forS: 0 }
  }
}

/** A rule to start from. */
export function blankRule(choices: RuleChoices): RuleDefinition {
  const type = choices.assetTypes.find(({ series }) => series.length > 0) ?? null
  return {
    name: { vi: '', en: '' },
    title: { vi: '{asset}: {value} {unit}', en: '{asset}: {value} {unit}' },
    severity: 'minor',
    assetType: type?.type ?? '',
    condition: blankCondition('threshold', type),
    latenessS: 0,
    scope: { agencies: [], assets: [] },
  }
}

/** Paths of what the contract does not take, as the server would say them. */
export function faultyPaths(draft: RuleDefinition): string[] {
  const parsed = RuleDefinition.safeParse(draft)
  return parsed.success ? [] : parsed.error.issues.map(({ path }) => path.join('.'))
}

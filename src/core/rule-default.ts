import type { RuleDefault } from './module.ts'
import type { RuleDefinition } from './rule.ts'

/** What a module declares of a rule, as a definition with everything said. */
export function definitionOf(rule: RuleDefault): RuleDefinition {
  const { name, title, severity, assetType, latenessS = 0 } = rule
  const condition: RuleDefinition['condition'] =
    'condition' in rule
      ? rule.condition
      : {
          kind: 'threshold',
          series: rule.series,
          op: rule.op,
          threshold: typeof rule.threshold === 'number' ? rule.threshold : { ...rule.threshold },
          clearMargin: rule.clearMargin ?? 0,
          forS: rule.forS ?? 0,
        }
  const scope = { agencies: [], assets: [] }
  return { name: { ...name }, title: { ...title }, severity, assetType, condition, latenessS, scope }
}

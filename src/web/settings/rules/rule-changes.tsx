import type { RuleDefinition } from '../../../core/rule.ts'
import { durationWords } from '../../../core/rule-sentence.ts'
import { severities } from '../../../core/severity.ts'
import { useText } from '../../text/use-text.ts'
import { useSentence } from './use-sentence.ts'

interface Version {
  readonly definition: RuleDefinition
  readonly enabled: boolean
}

/** What differs between two versions, a line for each, in words. */
export function RuleChanges({ from, to }: { from: Version; to: Version }) {
  const { t, language, local } = useText()
  const { sentence, typeName } = useSentence()
  const clear = ({ condition }: RuleDefinition) =>
    JSON.stringify(
      'parts' in condition
        ? condition.parts.map((part) => part.clearMargin)
        : 'clearMargin' in condition && condition.clearMargin,
    )
  const list = (items: readonly string[]) => (items.length === 0 ? t('rule.noValue') : items.join(', '))
  const words = ({ definition, enabled }: Version) => ({
    name: `${definition.name.vi} / ${definition.name.en}`,
    title: `${definition.title.vi} / ${definition.title.en}`,
    severity: t(`severity.${severities.find((each) => each === definition.severity) ?? 'info'}`),
    assetType: typeName(definition.assetType),
    condition:
      sentence(definition) + (clear(from.definition) === clear(to.definition) ? '' : ` (± ${clear(definition)})`),
    latenessS: durationWords(definition.latenessS, language),
    scope: t('rule.scopeWords', {
      agencies: list(definition.scope.agencies),
      assets: list(definition.scope.assets),
    }),
    enabled: t(enabled ? 'rule.on' : 'rule.off'),
  })
  const [before, after] = [words(from), words(to)]
  const fields = (Object.keys(before) as (keyof typeof before)[]).filter((field) => before[field] !== after[field])
  if (fields.length === 0) return <p className="quiet">{t('rule.same')}</p>
  return (
    <ul className="rules-changes" lang={language} aria-label={local(to.definition.name)}>
      {fields.map((field) => (
        <li key={field}>
          {t('rule.change', { field: t(`rule.field.${field}`), from: before[field], to: after[field] })}
        </li>
      ))}
    </ul>
  )
}

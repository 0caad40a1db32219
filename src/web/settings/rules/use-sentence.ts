import type { RuleDefinition } from '../../../core/rule.ts'
import { ruleSentence } from '../../../core/rule-sentence.ts'
import { useRuleChoices } from '../../api/rules.ts'
import { useText } from '../../text/use-text.ts'

/** What is known of asset types, and how a rule reads. */
export function useSentence() {
  const { language, local } = useText()
  const { data } = useRuleChoices()
  const typeOf = (type: string) => data?.assetTypes.find((each) => each.type === type) ?? null
  return {
    choices: data,
    typeOf,
    typeName: (type: string) => {
      const found = typeOf(type)
      return found ? local(found.name) : type
    },
    sentence: (definition: Pick<RuleDefinition, 'assetType' | 'condition'>) =>
      ruleSentence(definition, typeOf(definition.assetType), language),
  }
}

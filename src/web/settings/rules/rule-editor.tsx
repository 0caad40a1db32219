import { useState } from 'react'
import type { RuleChoices, RuleRow } from '../../../core/api/rules.ts'
import { type RuleDefinition, ruleKinds } from '../../../core/rule.ts'
import { severities } from '../../../core/severity.ts'
import { ApiProblem } from '../../api/client.ts'
import { fetchRule, useRuleActions } from '../../api/rules.ts'
import { Button } from '../../kit/button.tsx'
import { ErrorSummary, Field } from '../../kit/field.tsx'
import { formatDateTime } from '../../kit/format.ts'
import { PageBody, PageHead } from '../../kit/panel.tsx'
import { PickSeveral } from '../../kit/pick-several.tsx'
import { say } from '../../kit/toast.tsx'
import { useProblemText } from '../../kit/use-problem-text.ts'
import { useText } from '../../text/use-text.ts'
import { ConditionFields } from './condition-fields.tsx'
import { blankCondition, blankRule, faultyPaths } from './draft.ts'
import { RuleChanges } from './rule-changes.tsx'
import { ChoiceField, MinutesField } from './rule-inputs.tsx'
import { RuleTrialBox } from './rule-trial.tsx'
import { useSentence } from './use-sentence.ts'

/** A rule as it is written: its form, how it reads, and what it would have done. `from`: what the form starts with. */
export function RuleEditor(props: {
  rule: RuleRow | null
  from: RuleDefinition | null
  why?: string
  choices: RuleChoices
  rules: readonly RuleRow[]
  onClose: (id?: number) => void
}) {
  const { choices, onClose } = props
  const { t, local } = useText()
  const problemText = useProblemText()
  const { add, edit } = useRuleActions()
  const { sentence, typeOf } = useSentence()
  const [base, setBase] = useState(props.rule)
  const [draft, setDraft] = useState<RuleDefinition>(() => props.from ?? blankRule(choices))
  const [enabled, setEnabled] = useState(props.rule?.enabled ?? true)
  const [why, setWhy] = useState(props.why ?? '')
  const [errors, setErrors] = useState<Record<string, string>>({})
  const [clash, setClash] = useState<RuleRow>()
  const [round, setRound] = useState(0)
  const set = (change: Partial<RuleDefinition>) => setDraft((before) => ({ ...before, ...change }))
  const type = typeOf(draft.assetType)
  const fixed = base !== null

  function check(withWhy: boolean): RuleDefinition | null {
    const found: Record<string, string> = {}
    for (const path of faultyPaths(draft)) {
      const id = path.replaceAll('.', '-')
      const isTime = /S$/.test(path)
      found[id] = isTime
        ? t('rule.minutesBad', { from: 0, to: 10_080 })
        : t(/^(name|title)/.test(path) ? 'rule.nameBad' : 'rule.numberBad')
    }
    if (withWhy && why.trim() === '') found['rule-why'] = t('rule.whyBad')
    setErrors(found)
    return Object.keys(found).length === 0 ? draft : null
  }

  function save(over: RuleRow | null = base) {
    const definition = check(true)
    if (!definition) return
    const body = { definition, enabled, why: why.trim() }
    if (!over) {
      add.mutate(body, {
        onSuccess: ({ id }) => {
          say(t('rule.added', { name: local(definition.name) }))
          onClose(id)
        },
      })
      return
    }
    edit.mutate(
      { id: over.id, version: over.version, ...body },
      {
        onSuccess: ({ id, version }) => {
          say(t('rule.saved', { name: local(definition.name), n: version }))
          onClose(id)
        },
        onError: async (error) => {
          if (error instanceof ApiProblem && error.code === 'rule_changed') setClash(await fetchRule(over.id))
        },
      },
    )
  }

  const error = base ? edit.error : add.error
  const isClash = clash !== undefined && base !== null
  const general = error && !isClash ? `${t('error.saveTitle')} ${problemText(error)}` : undefined
  const isPending = add.isPending || edit.isPending
  const words = (field: 'name' | 'title', language: 'vi' | 'en', label: string, hint?: string) => (
    <Field label={label} id={`${field}-${language}`} error={errors[`${field}-${language}`]} hint={hint}>
      {(control) => (
        <input
          {...control}
          className="input"
          maxLength={field === 'name' ? 200 : 300}
          value={draft[field][language]}
          onChange={(event) => set({ [field]: { ...draft[field], [language]: event.target.value } })}
        />
      )}
    </Field>
  )
  return (
    <div className="page">
      <PageHead
        crumb={t('rule.title')}
        title={base ? t('rule.editTitle', { name: local(base.definition.name) }) : t('rule.newTitle')}
        actions={<Button onClick={() => onClose(base?.id)}>{t('rule.back')}</Button>}
      />
      <PageBody>
        <div className="rules-editor">
          <form
            className="form"
            noValidate
            autoComplete="off"
            onSubmit={(event) => {
              event.preventDefault()
              save()
            }}
          >
            <ErrorSummary errors={errors} general={general} />
            {isClash && (
              <section className="rules-clash" role="alert" aria-label={t('rule.conflict.title')}>
                <h3>{t('rule.conflict.title')}</h3>
                {clash.edited && (
                  <p>
                    {t('rule.conflict.by', {
                      name: clash.edited.by?.name ?? t('rule.byCentre'),
                      n: clash.version,
                      time: formatDateTime(clash.edited.at),
                    })}
                  </p>
                )}
                <p>{t('rule.conflict.theirs')}</p>
                <RuleChanges from={base} to={clash} />
                <div className="form-actions">
                  <Button
                    onClick={() => {
                      setBase(clash)
                      setDraft(clash.definition)
                      setEnabled(clash.enabled)
                      setClash(undefined)
                      setRound(round + 1)
                      edit.reset()
                    }}
                  >
                    {t('rule.conflict.drop')}
                  </Button>
                  <Button
                    look="primary"
                    onClick={() => {
                      setBase(clash)
                      setClash(undefined)
                      save(clash)
                    }}
                  >
                    {t('rule.conflict.keep')}
                  </Button>
                </div>
              </section>
            )}
            <div className="rules-two">
              {words('name', 'vi', t('rule.nameVi'))}
              {words('name', 'en', t('rule.nameEn'))}
            </div>
            <div className="rules-two">
              <ChoiceField
                id="assetType"
                label={t('rule.type')}
                value={draft.assetType}
                options={choices.assetTypes.map((each) => [each.type, local(each.name)] as const)}
                disabled={fixed}
                onChange={(assetType) => {
                  set({ assetType, condition: blankCondition(draft.condition.kind, typeOf(assetType)) })
                  setRound(round + 1)
                }}
              />
              <ChoiceField
                id="kind"
                label={t('rule.kind')}
                value={draft.condition.kind}
                options={ruleKinds.map((kind) => [kind, t(`rule.kindName.${kind}`)] as const)}
                disabled={fixed}
                onChange={(kind) => {
                  set({ condition: blankCondition(kind, type) })
                  setRound(round + 1)
                }}
              />
            </div>
            <ConditionFields
              key={round}
              condition={draft.condition}
              type={type}
              rules={props.rules}
              fixed={fixed}
              errors={errors}
              onChange={(condition) => set({ condition })}
            />
            <p className="rules-sentence">
              <b>{t('rule.sentence')}:</b> {sentence(draft)}
            </p>
            <ChoiceField
              id="severity"
              label={t('rule.severity')}
              value={draft.severity}
              options={severities.map((each) => [each, t(`severity.${each}`)] as const)}
              onChange={(severity) => set({ severity })}
            />
            {words('title', 'vi', t('rule.titleVi'), t('rule.titleHint'))}
            {words('title', 'en', t('rule.titleEn'))}
            {draft.condition.kind !== 'silence' && draft.condition.kind !== 'happening' && (
              <MinutesField
                id="latenessS"
                label={t('rule.lateMin')}
                hint={t('rule.lateHint')}
                seconds={draft.latenessS}
                error={errors.latenessS}
                onChange={(latenessS) => set({ latenessS })}
              />
            )}
            <Field label={t('rule.agencies')} optional>
              {(control) => (
                <PickSeveral
                  control={control}
                  options={choices.agencies.map(({ code, name }) => ({ value: code, label: `${name} (${code})` }))}
                  value={draft.scope.agencies}
                  onChange={(agencies) => set({ scope: { ...draft.scope, agencies } })}
                  placeholder={t('rule.every')}
                  nothing={t('rule.nothing')}
                />
              )}
            </Field>
            <Field label={t('rule.assets')} optional>
              {(control) => (
                <input
                  {...control}
                  className="input"
                  defaultValue={draft.scope.assets.join(', ')}
                  onChange={(event) =>
                    set({
                      scope: {
                        ...draft.scope,
                        assets: event.target.value.split(/[\s,;]+/).filter((code) => code !== ''),
                      },
                    })
                  }
                />
              )}
            </Field>
            <div className="checks">
              <label>
                <input type="checkbox" checked={enabled} onChange={(event) => setEnabled(event.target.checked)} />
                {t('rule.enabled')}
              </label>
            </div>
            <Field label={t('rule.why')} id="rule-why" hint={t('rule.whyHint')} error={errors['rule-why']}>
              {(control) => (
                <input
                  {...control}
                  className="input"
                  maxLength={500}
                  value={why}
                  onChange={(event) => setWhy(event.target.value)}
                />
              )}
            </Field>
            <div className="form-actions">
              <Button onClick={() => onClose(base?.id)}>{t('rule.back')}</Button>
              <Button type="submit" look="primary" disabled={isPending || isClash}>
                {t(base ? 'rule.save' : 'rule.saveNew')}
              </Button>
            </div>
          </form>
          <RuleTrialBox draft={() => check(false)} rule={base} />
        </div>
      </PageBody>
    </div>
  )
}

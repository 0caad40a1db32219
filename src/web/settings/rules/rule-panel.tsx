import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { RuleRow, RuleVersionRow } from '../../../core/api/rules.ts'
import { durationWords } from '../../../core/rule-sentence.ts'
import { useRuleActions, useRuleVersions } from '../../api/rules.ts'
import { Button } from '../../kit/button.tsx'
import { ErrorBox } from '../../kit/error-box.tsx'
import { formatDateTime, formatValue } from '../../kit/format.ts'
import { Loading } from '../../kit/loading.tsx'
import { Facts, SidePanel } from '../../kit/panel.tsx'
import { TextDialog } from '../../kit/text-dialog.tsx'
import { say } from '../../kit/toast.tsx'
import { useProblemText } from '../../kit/use-problem-text.ts'
import { useText } from '../../text/use-text.ts'
import { RuleChanges } from './rule-changes.tsx'
import { useSentence } from './use-sentence.ts'

function Offer({ rule }: { rule: RuleRow }) {
  const { t, local } = useText()
  const problemText = useProblemText()
  const { answer } = useRuleActions()
  if (!rule.newDefault) return null
  const name = local(rule.definition.name)
  const choose = (take: boolean) =>
    answer.mutate(
      { id: rule.id, version: rule.version, take },
      {
        onSuccess: () => say(t(take ? 'rule.taken' : 'rule.left', { name })),
        onError: (error) => say(problemText(error)),
      },
    )
  return (
    <section className="block rules-offer">
      <h3>{t('rule.newDefault')}</h3>
      <p>{t('rule.offered')}</p>
      <RuleChanges from={rule} to={{ definition: rule.newDefault, enabled: rule.enabled }} />
      <div className="form-actions">
        <Button disabled={answer.isPending} onClick={() => choose(false)}>
          {t('rule.leave')}
        </Button>
        <Button look="primary" disabled={answer.isPending} onClick={() => choose(true)}>
          {t('rule.take')}
        </Button>
      </div>
    </section>
  )
}

function History({ rule, onRestore }: { rule: RuleRow; onRestore: ((version: RuleVersionRow) => void) | null }) {
  const { t } = useText()
  const versions = useRuleVersions(rule)
  const items = versions.data?.items
  return (
    <section className="block">
      <h3>{t('rule.history')}</h3>
      {versions.isPending && <Loading rows={2} />}
      {versions.error && !items && <ErrorBox error={versions.error} onRetry={() => versions.refetch()} />}
      <ol className="rules-history">
        {items?.map((version, index) => {
          const before = items[index + 1]
          const name = version.by?.name ?? t('rule.byCentre')
          return (
            <li key={version.version}>
              <b>{t('rule.historyOf', { n: version.version })}</b>{' '}
              <span className="quiet">{t('rule.editedBy', { name, time: formatDateTime(version.at) })}</span>
              {version.why !== '' && <p>{version.why}</p>}
              {before ? <RuleChanges from={before} to={version} /> : <p className="quiet">{t('rule.first')}</p>}
              {onRestore && index > 0 && (
                <Button small onClick={() => onRestore(version)}>
                  {t('rule.restore', { n: version.version })}
                </Button>
              )}
            </li>
          )
        })}
      </ol>
    </section>
  )
}

function SwitchDialog({ rule, onClose }: { rule: RuleRow; onClose: () => void }) {
  const { t, local } = useText()
  const { edit } = useRuleActions()
  const name = local(rule.definition.name)
  const { id, version, definition, enabled } = rule
  return (
    <TextDialog
      title={t(enabled ? 'rule.switchOffTitle' : 'rule.switchOnTitle', { name })}
      label={t('rule.why')}
      hint={t('rule.whyHint')}
      missing={t('rule.whyBad')}
      submit={t(enabled ? 'rule.switchOff' : 'rule.switchOn')}
      pending={edit.isPending}
      error={edit.error}
      onClose={onClose}
      onSubmit={(why) =>
        edit.mutate(
          { id, version, definition, enabled: !enabled, why },
          {
            onSuccess: () => {
              say(t(enabled ? 'rule.switchedOff' : 'rule.switchedOn', { name }))
              onClose()
            },
          },
        )
      }
    >
      {enabled && rule.firing > 0 && <p className="note-box">{t('rule.switchOffHint', { n: rule.firing })}</p>}
    </TextDialog>
  )
}

/** One rule: how it stands, what it fires now, its versions, and what may be done to it. */
export function RulePanel(props: {
  rule: RuleRow
  mayEdit: boolean
  onEdit: () => void
  onCopy: () => void
  onRestore: (version: RuleVersionRow) => void
  onClose: () => void
}) {
  const { rule, mayEdit } = props
  const { t, language, local } = useText()
  const { sentence, typeName } = useSentence()
  const [switching, setSwitching] = useState(false)
  const { definition, firing, late, edited, enabled } = rule
  const { condition, scope, latenessS } = definition
  const scoped = scope.agencies.length + scope.assets.length > 0
  return (
    <SidePanel
      label={t('rule.title')}
      title={local(definition.name)}
      onClose={props.onClose}
      actions={
        mayEdit && (
          <>
            <Button look="primary" onClick={props.onEdit}>
              {t('rule.edit')}
            </Button>
            <Button onClick={props.onCopy}>{t('rule.copy')}</Button>
            <Button onClick={() => setSwitching(true)}>{t(enabled ? 'rule.switchOff' : 'rule.switchOn')}</Button>
          </>
        )
      }
    >
      {mayEdit && <Offer rule={rule} />}
      <section className="block">
        <h3>{t('rule.condition')}</h3>
        <p>{sentence(definition)}</p>
        {'clearMargin' in condition && condition.clearMargin > 0 && (
          <p className="quiet">{t('rule.clear', { margin: formatValue(condition.clearMargin, '', language) })}</p>
        )}
      </section>
      <section className="block">
        <Facts
          items={[
            [t('rule.col.state'), `${t(enabled ? 'rule.on' : 'rule.off')}, ${t(`rule.origin.${rule.origin}`)}`],
            [t('rule.severity'), t(`severity.${definition.severity}`)],
            [t('rule.type'), typeName(definition.assetType)],
            [
              t('rule.scope'),
              scoped
                ? t('rule.scopeSome', { agencies: scope.agencies.length, assets: scope.assets.length })
                : t('rule.scopeAll'),
            ],
            [
              t('rule.firing'),
              firing === 0 ? (
                t('rule.firingNone')
              ) : (
                <Link key="firing" className="link" to="/" search={{ rule: rule.key }}>
                  {t('rule.firingSome', { n: firing })}
                </Link>
              ),
            ],
            ...(latenessS > 0 ? [[t('rule.lateness'), durationWords(latenessS, language)] as const] : []),
            ...(late
              ? [[t('rule.late'), t('rule.lateSome', { n: late.count, time: formatDateTime(late.lastAt) })] as const]
              : []),
            [t('rule.version'), rule.version],
            ...(edited
              ? [
                  [
                    t('rule.edited'),
                    t('rule.editedBy', {
                      name: edited.by?.name ?? t('rule.byCentre'),
                      time: formatDateTime(edited.at),
                    }),
                  ] as const,
                ]
              : []),
          ]}
        />
      </section>
      <History rule={rule} onRestore={mayEdit ? props.onRestore : null} />
      {switching && <SwitchDialog rule={rule} onClose={() => setSwitching(false)} />}
    </SidePanel>
  )
}

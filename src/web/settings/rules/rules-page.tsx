import './rules.css'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import type { RuleRow } from '../../../core/api/rules.ts'
import type { RuleDefinition } from '../../../core/rule.ts'
import { useRules } from '../../api/rules.ts'
import { useSession } from '../../api/session.ts'
import { Button } from '../../kit/button.tsx'
import { EmptyState } from '../../kit/empty-state.tsx'
import { ErrorBox } from '../../kit/error-box.tsx'
import { ExportLinks } from '../../kit/export-links.tsx'
import { matchesSearch } from '../../kit/fold.ts'
import { formatNumber } from '../../kit/format.ts'
import { Icon } from '../../kit/icon.tsx'
import { Loading } from '../../kit/loading.tsx'
import { Mark } from '../../kit/mark.tsx'
import { PageHead } from '../../kit/panel.tsx'
import { useTitle } from '../../shell/use-title.ts'
import { useText } from '../../text/use-text.ts'
import { SettingsNav } from '../settings-nav.tsx'
import { LimitsCard } from './limits-card.tsx'
import { RulePanel } from './rule-panel.tsx'
import { useSentence } from './use-sentence.ts'

const RuleEditor = lazy(() => import('./rule-editor.tsx').then((m) => ({ default: m.RuleEditor })))

function Row({ rule, onOpen }: { rule: RuleRow; onOpen: (id: string) => void }) {
  const { t, local, language } = useText()
  const { sentence, typeName } = useSentence()
  const { definition, enabled, origin, firing } = rule
  return (
    <tr className={enabled ? undefined : 'rules-off'}>
      <td className="wide">
        <button type="button" className="link" onClick={() => onOpen(String(rule.id))}>
          {local(definition.name)}
        </button>
        <div className="quiet">{typeName(definition.assetType)}</div>
      </td>
      <td data-label={t('rule.col.condition')}>{sentence(definition)}</td>
      <td className="nowrap" data-label={t('rule.col.severity')}>
        <span className="rules-severity">
          <Mark kind={definition.severity} size={14} label={false} />
          {t(`severity.${definition.severity}`)}
        </span>
      </td>
      <td className="state nowrap" data-label={t('rule.col.state')}>
        {t(enabled ? 'rule.on' : 'rule.off')}, {t(`rule.origin.${origin}`)}
        {rule.newDefault && <div className="rules-new">{t('rule.newDefault')}</div>}
      </td>
      <td className="num" data-label={t('rule.col.firing')}>
        {firing === 0 ? (
          0
        ) : (
          <Link
            to="/"
            search={{ rule: rule.key }}
            aria-label={t('rule.firingSome', { n: formatNumber(firing, language) })}
          >
            {formatNumber(firing, language)}
          </Link>
        )}
      </td>
    </tr>
  )
}

/** Settings: alert rules, what makes each fire, and how they are edited. */
export function RulesPage() {
  const { t, local, language } = useText()
  useTitle(t('rule.title'))
  const { can, session } = useSession()
  const { ma, loai, q } = useSearch({ from: '/shell/cai-dat/quy-tac' })
  const navigate = useNavigate({ from: '/cai-dat/quy-tac' })
  const list = useRules()
  const { choices, typeName } = useSentence()
  const [editing, setEditing] = useState<{ rule: RuleRow | null; from: RuleDefinition | null; why?: string }>()
  const rules = list.data?.items
  const mayEdit = can('rules.edit') && session?.reach === 'province'
  const narrow = (change: { ma?: string | undefined; loai?: string | undefined; q?: string | undefined }) => {
    const wanted = Object.entries({ ma, loai, q, ...change }).filter(([, value]) => value !== undefined)
    void navigate({ search: Object.fromEntries(wanted), replace: !('ma' in change) })
  }
  // The field keeps what is typed by itself: another one stands in its place once it is emptied.
  const [cleared, setCleared] = useState(0)
  const showAll = () => {
    narrow({ q: undefined, loai: undefined })
    setCleared((times) => times + 1)
  }
  const shown = rules?.filter(
    ({ definition }) =>
      (loai === undefined || definition.assetType === loai) &&
      (q === undefined || matchesSearch(`${local(definition.name)} ${typeName(definition.assetType)}`, q)),
  )
  const opened = rules?.find(({ id }) => String(id) === ma)
  if (editing && choices) {
    return (
      <Suspense fallback={<Loading rows={8} />}>
        <RuleEditor
          {...editing}
          choices={choices}
          rules={rules ?? []}
          onClose={(id) => {
            setEditing(undefined)
            if (id !== undefined) narrow({ ma: String(id) })
          }}
        />
      </Suspense>
    )
  }
  return (
    <div className="page">
      <PageHead
        crumb={t('settings.title')}
        title={t('rule.title')}
        actions={
          <>
            <ExportLinks formats={['csv']} addressOf={(format) => `/api/rules/export.${format}?language=${language}`} />
            {mayEdit && (
              <Button look="primary" disabled={!choices} onClick={() => setEditing({ rule: null, from: null })}>
                <Icon name="plus" size={16} />
                {t('rule.add')}
              </Button>
            )}
          </>
        }
      />
      <SettingsNav />
      <LimitsCard mayEdit={mayEdit} />
      <div className="rules-filters">
        <input
          className="input settings-search"
          type="search"
          aria-label={t('rule.search')}
          placeholder={t('rule.search')}
          key={cleared}
          defaultValue={q ?? ''}
          onChange={(event) => narrow({ q: event.target.value || undefined })}
        />
        <select
          className="input settings-filter"
          aria-label={t('rule.type')}
          value={loai ?? ''}
          onChange={(event) => narrow({ loai: event.target.value || undefined })}
        >
          <option value="">{t('rule.allTypes')}</option>
          {[...new Set(rules?.map(({ definition }) => definition.assetType))].map((type) => (
            <option key={type} value={type}>
              {typeName(type)}
            </option>
          ))}
        </select>
        {rules && (
          <p className="quiet" role="status">
            {t('rule.count', {
              n: shown?.length ?? 0,
              on: shown?.filter(({ enabled }) => enabled).length ?? 0,
              firing: formatNumber(shown?.reduce((sum, { firing }) => sum + firing, 0) ?? 0, language),
            })}
          </p>
        )}
      </div>
      <div className={`settings-split${opened ? ' settings-split-open' : ''}`}>
        <div className="table-wrap">
          {list.isPending && <Loading rows={6} />}
          {list.error && !rules && <ErrorBox error={list.error} onRetry={() => list.refetch()} />}
          {shown?.length === 0 &&
            (q || loai ? (
              <EmptyState
                icon="search"
                title={t('rule.none')}
                hint={t('rule.noneHint')}
                action={<Button onClick={showAll}>{t('rule.showAll')}</Button>}
              />
            ) : (
              <EmptyState
                icon="bell"
                title={t('rule.empty')}
                hint={t(mayEdit ? 'rule.emptyHint' : 'rule.emptyRead')}
                action={
                  mayEdit && (
                    <Button disabled={!choices} onClick={() => setEditing({ rule: null, from: null })}>
                      {t('rule.add')}
                    </Button>
                  )
                }
              />
            ))}
          {shown && shown.length > 0 && (
            <table className="table rules-table">
              <thead>
                <tr>
                  <th scope="col">{t('rule.col.name')}</th>
                  <th scope="col">{t('rule.col.condition')}</th>
                  <th scope="col">{t('rule.col.severity')}</th>
                  <th scope="col">{t('rule.col.state')}</th>
                  <th scope="col" className="num">
                    {t('rule.col.firing')}
                  </th>
                </tr>
              </thead>
              <tbody>
                {shown.map((rule) => (
                  <Row key={rule.id} rule={rule} onOpen={(id) => narrow({ ma: id })} />
                ))}
              </tbody>
            </table>
          )}
        </div>
        {opened && (
          <RulePanel
            key={opened.id}
            rule={opened}
            mayEdit={mayEdit}
            onEdit={() => setEditing({ rule: opened, from: opened.definition })}
            onCopy={() => setEditing({ rule: null, from: opened.definition })}
            onRestore={({ version, definition }) =>
              setEditing({ rule: opened, from: definition, why: t('rule.restored', { n: version }) })
            }
            onClose={() => narrow({ ma: undefined })}
          />
        )}
      </div>
    </div>
  )
}

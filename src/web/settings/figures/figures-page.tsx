import './figures.css'
import { useState } from 'react'
import type { FigureKind } from '../../../core/api/incident-picture.ts'
import { useFigureKindActions, useFigureKinds } from '../../api/incidents.ts'
import { useSession } from '../../api/session.ts'
import { Button } from '../../kit/button.tsx'
import { EmptyState } from '../../kit/empty-state.tsx'
import { ErrorBox } from '../../kit/error-box.tsx'
import { Icon } from '../../kit/icon.tsx'
import { Loading } from '../../kit/loading.tsx'
import { PageHead } from '../../kit/panel.tsx'
import { say } from '../../kit/toast.tsx'
import { useProblemText } from '../../kit/use-problem-text.ts'
import { useTitle } from '../../shell/use-title.ts'
import { useText } from '../../text/use-text.ts'
import { SettingsNav } from '../settings-nav.tsx'
import { FigureKindDialog } from './figure-kind-dialog.tsx'

function Row({ kind, onEdit }: { kind: FigureKind; onEdit: (() => void) | undefined }) {
  const { t, local } = useText()
  const { change } = useFigureKindActions()
  const problemText = useProblemText()
  const { key, name, unit, hasWhole, retiredAt } = kind
  const isAsked = retiredAt === null
  const done = {
    onSuccess: () => say(t('figureKind.changed')),
    onError: (error: Error) => say(problemText(error)),
  }
  return (
    <tr>
      <td className="wide">{local(name)}</td>
      <td data-label={t('figureKind.unit')}>{local(unit) || t('common.empty')}</td>
      <td data-label={t('figureKind.form')}>{t(hasWhole ? 'figureKind.part' : 'figureKind.count')}</td>
      <td className="state">{t(isAsked ? 'figureKind.asked' : 'figureKind.notAsked')}</td>
      <td>
        {onEdit && (
          <span className="figure-kind-actions">
            <Button small aria-label={`${t('figureKind.edit')}: ${local(name)}`} onClick={onEdit}>
              {t('figureKind.edit')}
            </Button>
            <Button
              small
              aria-label={`${t(isAsked ? 'figureKind.stop' : 'figureKind.ask')}: ${local(name)}`}
              onClick={() => change.mutate({ key, name, unit, retired: isAsked }, done)}
            >
              {t(isAsked ? 'figureKind.stop' : 'figureKind.ask')}
            </Button>
          </span>
        )}
      </td>
    </tr>
  )
}

/** Settings: what is counted of incidents. */
export function FiguresPage() {
  const { t } = useText()
  useTitle(t('figureKind.title'))
  const { session } = useSession()
  const { data, error, isPending, refetch } = useFigureKinds()
  const [edited, setEdited] = useState<FigureKind | 'new'>()
  const mayEdit = session?.reach === 'province'
  return (
    <div className="page">
      <PageHead
        crumb={t('settings.title')}
        title={t('figureKind.title')}
        actions={
          mayEdit && (
            <Button look="primary" onClick={() => setEdited('new')}>
              <Icon name="plus" size={16} />
              {t('figureKind.add')}
            </Button>
          )
        }
      />
      <SettingsNav />
      <p className="prose figure-kind-hint">{t(mayEdit ? 'figureKind.hint' : 'figureKind.cannot')}</p>
      <div className="table-wrap">
        {isPending && <Loading rows={4} />}
        {error && !data && <ErrorBox error={error} onRetry={() => refetch()} />}
        {data?.length === 0 && (
          <EmptyState icon="chart" title={t('figureKind.empty')} hint={t('figureKind.emptyHint')} />
        )}
        {data && data.length > 0 && (
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t('figureKind.name')}</th>
                <th scope="col">{t('figureKind.unit')}</th>
                <th scope="col">{t('figureKind.form')}</th>
                <th scope="col">{t('figureKind.state')}</th>
                <th scope="col">
                  <span className="visually-hidden">{t('figureKind.actions')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {data.map((kind) => (
                <Row key={kind.key} kind={kind} onEdit={mayEdit ? () => setEdited(kind) : undefined} />
              ))}
            </tbody>
          </table>
        )}
      </div>
      {edited && <FigureKindDialog kind={edited === 'new' ? undefined : edited} onClose={() => setEdited(undefined)} />}
    </div>
  )
}

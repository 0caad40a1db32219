import '../../late/late.css'
import '../figures/figures.css'
import { useState } from 'react'
import type { LateReason } from '../../../core/api/late-reasons.ts'
import { useLateReasonActions, useLateReasons } from '../../api/late-reasons.ts'
import { useSession } from '../../api/session.ts'
import { Button } from '../../kit/button.tsx'
import { ErrorBox } from '../../kit/error-box.tsx'
import { Icon } from '../../kit/icon.tsx'
import { Loading } from '../../kit/loading.tsx'
import { PageHead } from '../../kit/panel.tsx'
import { say } from '../../kit/toast.tsx'
import { useProblemText } from '../../kit/use-problem-text.ts'
import { useTitle } from '../../shell/use-title.ts'
import { useText } from '../../text/use-text.ts'
import { SettingsNav } from '../settings-nav.tsx'
import { LateReasonDialog } from './late-reason-dialog.tsx'

function Row({ reason, onEdit }: { reason: LateReason; onEdit: (() => void) | undefined }) {
  const { t, local } = useText()
  const { change } = useLateReasonActions()
  const problemText = useProblemText()
  const { key, name, countsAs, needsWords, retiredAt } = reason
  const isInUse = retiredAt === null
  const done = {
    onSuccess: () => say(t('late.settings.changed')),
    onError: (error: Error) => say(problemText(error)),
  }
  return (
    <tr>
      <td className="wide">
        {local(name)}
        {needsWords && <span className="quiet">, {t('late.settings.asksWords')}</span>}
      </td>
      <td data-label={t('late.settings.counts')}>{t(`late.settings.${countsAs}`)}</td>
      <td className="state">{t(isInUse ? 'late.settings.inUse' : 'late.settings.retired')}</td>
      <td>
        {onEdit && (
          <span className="figure-kind-actions">
            <Button small aria-label={`${t('late.settings.edit')}: ${local(name)}`} onClick={onEdit}>
              {t('late.settings.edit')}
            </Button>
            <Button
              small
              aria-label={`${t(isInUse ? 'late.settings.stop' : 'late.settings.again')}: ${local(name)}`}
              onClick={() => change.mutate({ key, name, countsAs, retired: isInUse }, done)}
            >
              {t(isInUse ? 'late.settings.stop' : 'late.settings.again')}
            </Button>
          </span>
        )}
      </td>
    </tr>
  )
}

/** Settings: why things are late, and what of it is lateness of data. */
export function LatePage() {
  const { t } = useText()
  useTitle(t('late.settings.title'))
  const { session } = useSession()
  const { data, error, isPending, refetch } = useLateReasons()
  const [edited, setEdited] = useState<LateReason | 'new'>()
  const mayEdit = session?.reach === 'province'
  return (
    <div className="page">
      <PageHead
        crumb={t('settings.title')}
        title={t('late.settings.title')}
        actions={
          mayEdit && (
            <Button look="primary" onClick={() => setEdited('new')}>
              <Icon name="plus" size={16} />
              {t('late.settings.add')}
            </Button>
          )
        }
      />
      <SettingsNav />
      <p className="prose figure-kind-hint">{t(mayEdit ? 'late.settings.hint' : 'late.settings.cannot')}</p>
      <div className="table-wrap">
        {isPending && <Loading rows={4} />}
        {error && !data && <ErrorBox error={error} onRetry={() => refetch()} />}
        {data && (
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t('late.settings.name')}</th>
                <th scope="col">{t('late.settings.counts')}</th>
                <th scope="col">{t('late.settings.state')}</th>
                <th scope="col">
                  <span className="visually-hidden">{t('late.settings.actions')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {data.map((reason) => (
                <Row key={reason.key} reason={reason} onEdit={mayEdit ? () => setEdited(reason) : undefined} />
              ))}
            </tbody>
          </table>
        )}
      </div>
      {edited && (
        <LateReasonDialog reason={edited === 'new' ? undefined : edited} onClose={() => setEdited(undefined)} />
      )}
    </div>
  )
}

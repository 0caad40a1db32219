import { type FormEvent, useState } from 'react'
import type { Alert, AlertLine } from '../../core/api/alerts.ts'
import { useIncidents, useJoinIncident } from '../api/incidents.ts'
import { Button } from '../kit/button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { ErrorSummary, Field } from '../kit/field.tsx'
import { formatNumber } from '../kit/format.ts'
import { Loading } from '../kit/loading.tsx'
import { Pick } from '../kit/pick.tsx'
import { say } from '../kit/toast.tsx'
import { useProblemText } from '../kit/use-problem-text.ts'
import { useText } from '../text/use-text.ts'

/** Asks into which open incident an alert, or the whole line it heads, is put. The only one there is chosen beforehand. */
export function JoinDialog(props: {
  alert: Pick<Alert, 'id' | 'title'>
  line: AlertLine | undefined
  onClose: () => void
  onJoined: (id: string) => void
}) {
  const { alert, line, onClose, onJoined } = props
  const { t, local, language } = useText()
  const { items: incidents } = useIncidents('open')
  const join = useJoinIncident()
  const problemText = useProblemText()
  const [picked, setPicked] = useState<string | null>(null)
  const [isMissing, setMissing] = useState(false)
  const only = incidents?.length === 1 ? incidents[0] : undefined
  const chosen = picked ?? only?.id ?? null

  function submit(event: FormEvent): void {
    event.preventDefault()
    setMissing(chosen === null)
    if (chosen === null) return
    join.mutate(
      { id: chosen, alertId: alert.id },
      {
        onSuccess: ({ id, number }) => {
          say(t('alert.joined', { number }))
          onJoined(id)
        },
      },
    )
  }
  const error = isMissing ? t('alert.joinMissing') : undefined
  return (
    <Dialog title={t('alert.joinTitle')} onClose={onClose}>
      <form className="form" onSubmit={submit} noValidate>
        <ErrorSummary
          errors={error ? { 'join-incident': error } : {}}
          general={join.error ? `${t('error.saveTitle')} ${problemText(join.error)}` : undefined}
        />
        <p className="prose">{local(alert.title)}</p>
        {line && <p className="quiet">{t('alert.joinLine', { n: formatNumber(line.count, language) })}</p>}
        {!incidents && <Loading rows={1} />}
        {incidents?.length === 0 && <p>{t('alert.joinEmpty')}</p>}
        {incidents && incidents.length > 0 && (
          <Field label={t('alert.joinIncident')} id="join-incident" error={error}>
            {(control) => (
              <Pick
                control={control}
                options={incidents.map(({ id, number, title }) => ({
                  value: id,
                  label: `${number} · ${title}`,
                }))}
                value={chosen}
                onChange={setPicked}
                placeholder={t('alert.joinPick')}
                nothing={t('alert.joinNone')}
              />
            )}
          </Field>
        )}
        <div className="form-actions">
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          {incidents?.length !== 0 && (
            <Button look="primary" type="submit" disabled={!incidents || join.isPending}>
              {t('alert.joinSubmit')}
            </Button>
          )}
        </div>
      </form>
    </Dialog>
  )
}

import { lazy, Suspense, useState } from 'react'
import type { AnswerHandover, Handover } from '../../core/api/handover.ts'
import type { IncidentDetail } from '../../core/api/work.ts'
import { useHandover } from '../api/handovers.ts'
import { useSession } from '../api/session.ts'
import { Moment } from '../kit/age.tsx'
import { Button } from '../kit/button.tsx'
import { Icon } from '../kit/icon.tsx'
import { say } from '../kit/toast.tsx'
import { useProblemText } from '../kit/use-problem-text.ts'
import { useText } from '../text/use-text.ts'

const DeclineDialog = lazy(() => import('./decline-dialog.tsx').then((m) => ({ default: m.DeclineDialog })))

function Words({ handover, mine }: { handover: Handover; mine: 'to' | 'from' | null }) {
  const { t } = useText()
  const names = { from: handover.from.name, to: handover.to.name }
  const key = mine === 'to' ? 'toMe' : mine === 'from' ? 'fromMe' : 'ofOthers'
  return (
    <div className="handover-words">
      <p>
        <b>{t(`incident.handover.${key}`, names)}</b> {t('incident.handover.at')} <Moment at={handover.offeredAt} />
      </p>
      <details open={mine === 'to'}>
        <summary className="link">{t('incident.handover.readNote')}</summary>
        <p className="handover-note prose">{handover.note}</p>
      </details>
    </div>
  )
}

/** That the command is offered to somebody, for everyone who works on the incident; who was asked answers here, who asked takes it back. */
export function HandoverBar({ incident, handover }: { incident: IncidentDetail; handover: Handover }) {
  const { t } = useText()
  const { session, can } = useSession()
  const { answer } = useHandover(incident.id)
  const problemText = useProblemText()
  const [declining, setDeclining] = useState(false)
  const me = session?.account.id
  const mine = handover.to.id === me ? 'to' : handover.from.id === me ? 'from' : null
  const give = (given: AnswerHandover, done: string) =>
    answer.mutate(
      { offerId: handover.id, given },
      { onSuccess: () => say(done), onError: (error) => say(problemText(error)) },
    )
  return (
    <section className="handover-bar" aria-label={t('incident.handover.title')}>
      <Icon name="share" size={18} />
      <Words handover={handover} mine={mine} />
      {mine === 'to' && can('incidents.manage') && (
        <div className="handover-answers">
          <Button onClick={() => setDeclining(true)}>{t('incident.handover.decline')}</Button>
          <Button
            look="primary"
            disabled={answer.isPending}
            onClick={() => give({ answer: 'accept' }, t('incident.handover.accepted'))}
          >
            {t('incident.handover.accept')}
          </Button>
        </div>
      )}
      {mine === 'from' && can('incidents.manage') && (
        <div className="handover-answers">
          <Button
            disabled={answer.isPending}
            onClick={() => give({ answer: 'withdraw' }, t('incident.handover.withdrawn'))}
          >
            {t('incident.handover.withdraw')}
          </Button>
        </div>
      )}
      {declining && (
        <Suspense>
          <DeclineDialog id={incident.id} handover={handover} onClose={() => setDeclining(false)} />
        </Suspense>
      )}
    </section>
  )
}

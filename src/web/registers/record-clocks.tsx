import { lazy, Suspense } from 'react'
import type { RecordDetail } from '../../core/api/records.ts'
import type { Register } from '../api/records.ts'
import { DeadlineChip } from '../kit/deadline-chip.tsx'
import { formatMoment } from '../kit/format.ts'
import { useNow } from '../kit/use-now.ts'
import { withLateTexts } from '../text/i18n.ts'
import { useText } from '../text/use-text.ts'

const WhyLate = lazy(() => withLateTexts(import('../late/why-late.tsx')).then((m) => ({ default: m.WhyLate })))

/** Every deadline of a record: how it stands, when it ends or ended, and the law it comes from with whether that is confirmed. */
export function RecordClocks({ register, record }: { register: Register; record: RecordDetail }) {
  const { t, local } = useText()
  const now = useNow(60)
  if (record.deadlines.length === 0) return null
  return (
    <section className="block" aria-label={t('register.deadlines')}>
      <h3>{t('register.deadlines')}</h3>
      <ul className="record-clocks">
        {record.deadlines.map((clock) => {
          const late = record.late.find((each) => each.rule === clock.rule)
          const rule = register.deadlines.find(({ key }) => key === clock.rule)
          return (
            <li key={`${clock.rule}-${clock.startedAt}`}>
              <b>{local(clock.name)}</b>
              <DeadlineChip state={clock.state} />
              <span>
                {t('register.clocks.due', { time: formatMoment(clock.dueAt, now) })}
                {clock.stoppedAt && ` · ${t('register.clocks.stopped', { time: formatMoment(clock.stoppedAt, now) })}`}
              </span>
              {late && (
                <Suspense>
                  <WhyLate
                    one={{ register: register.address, record: record.id, clock: late.clock }}
                    what={`${record.title} · ${local(clock.name)}`}
                    saying={late.saying}
                    maySay={late.maySay}
                  />
                </Suspense>
              )}
              {rule && (
                <small>
                  {t('register.clocks.source', { source: rule.source })}{' '}
                  <span className="chip">
                    {rule.confirmed ? t('register.clocks.confirmed') : t('register.clocks.unconfirmed')}
                  </span>
                </small>
              )}
            </li>
          )
        })}
      </ul>
    </section>
  )
}

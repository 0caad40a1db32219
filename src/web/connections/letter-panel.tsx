import type { ReactNode } from 'react'
import { useDeadLetter } from '../api/dead-letters.ts'
import { Moment } from '../kit/age.tsx'
import { ErrorBox } from '../kit/error-box.tsx'
import { formatNumber } from '../kit/format.ts'
import { Loading } from '../kit/loading.tsx'
import { Facts, SidePanel } from '../kit/panel.tsx'
import { useText } from '../text/use-text.ts'
import { letterDetail } from './letter-detail.ts'

/** One refused message: why, what to do, and what it held. `actions`: what may be done with it while it is open. */
export function LetterPanel(props: { id: number; actions: ReactNode; onClose: () => void }) {
  const { t, language } = useText()
  const { data: letter, error, refetch } = useDeadLetter(props.id)
  const detail = letter && letterDetail(letter.detail, language)
  const title = letter ? t(`letter.reason.${letter.reason}`) : t('letter.one')
  return (
    <SidePanel
      label={t('letter.one')}
      title={title}
      onClose={props.onClose}
      actions={letter && !letter.settled && props.actions}
    >
      {error && !letter && <ErrorBox error={error} onRetry={() => void refetch()} />}
      {!letter && !error && <Loading rows={5} />}
      {letter && (
        <div className="letter">
          <section>
            <h3>{t('letter.whatToDo')}</h3>
            <p>{t(`letter.mend.${letter.reason}`)}</p>
            <p className="letter-detail" lang={detail?.lang}>
              {detail?.text}
            </p>
            {detail?.lang === 'vi' && (
              <p className="quiet" lang="en">
                {letter.detail}
              </p>
            )}
          </section>
          {letter.counted && (
            <p className="letter-counted">
              {t('letter.countedOnly', { n: formatNumber(letter.counted.count, language) })}
            </p>
          )}
          <Facts
            items={[
              [t('letter.receivedAt'), <Moment key="at" at={letter.receivedAt} />],
              [t('letter.sender'), letter.sender ?? t('common.empty')],
              [t('letter.door'), letter.via.toUpperCase()],
              [t('letter.topic'), <code key="topic">{letter.topic}</code>],
              [t('letter.agency'), letter.agency?.name ?? t('letter.noAgency')],
              ...(letter.triedAt && !letter.settled
                ? ([[t('letter.triedAt'), <Moment key="tried" at={letter.triedAt} />]] as const)
                : []),
              ...(letter.settled
                ? ([
                    [t('letter.outcome'), t(`letter.settled.${letter.settled.outcome}`)],
                    [t('letter.settledBy'), letter.settled.by],
                    [t('letter.settledAt'), <Moment key="settled" at={letter.settled.at} />],
                    [t('letter.note'), letter.settled.note ?? t('common.empty')],
                  ] as const)
                : []),
            ]}
          />
          <section>
            <h3>{t('letter.payload', { n: formatNumber(letter.payload.bytes, language) })}</h3>
            {letter.payload.form === 'hex' && <p className="quiet">{t('letter.isHex')}</p>}
            <pre className="letter-payload">{letter.payload.shown || t('common.empty')}</pre>
            {letter.payload.isCut && <p className="quiet">{t('letter.isCut')}</p>}
          </section>
        </div>
      )}
    </SidePanel>
  )
}

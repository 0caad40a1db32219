import type { AuditFault, AuditSeal } from '../../core/api/audit.ts'
import { useAuditCheck, useAuditSeal } from '../api/audit.ts'
import { Moment, Since } from '../kit/age.tsx'
import { Button } from '../kit/button.tsx'
import { ErrorBox } from '../kit/error-box.tsx'
import { formatNumber } from '../kit/format.ts'
import { Icon } from '../kit/icon.tsx'
import { serverNow } from '../kit/server-clock.ts'
import { say } from '../kit/toast.tsx'
import { useProblemText } from '../kit/use-problem-text.ts'
import { useText } from '../text/use-text.ts'

/** Rows are sealed within a second; one that waits for so long is worth a word. */
const lateMs = 60_000
const shownFaults = 5

/** A head that is not kept at all, as in a trial, is no fault. */
const outsideFault = ({ outside }: AuditSeal) => (outside === 'same' || outside === 'not_kept' ? null : outside)

function Fault({ fault }: { fault: AuditFault }) {
  const { t, language } = useText()
  const number = (value: number | null) => (value === null ? '' : formatNumber(value, language))
  return <li>{t(`audit.seal.fault.${fault.kind}`, { no: number(fault.no), row: number(fault.rowId) })}</li>
}

function Faults({ seal }: { seal: AuditSeal }) {
  const { t, language } = useText()
  const { verified } = seal
  const outside = outsideFault(seal)
  const faults = verified?.faults.slice(0, shownFaults) ?? []
  const more = (verified?.faultCount ?? 0) - faults.length
  return (
    <div className="seal-faults">
      {outside && <p>{t(`audit.seal.outside.${outside}`)}</p>}
      {verified && faults.length > 0 && (
        <>
          <p>{t('audit.seal.faults', { n: formatNumber(verified.faultCount, language) })}:</p>
          <ul>
            {faults.map((fault) => (
              <Fault key={`${fault.kind} ${fault.no} ${fault.rowId}`} fault={fault} />
            ))}
            {more > 0 && <li>{t('audit.seal.more', { n: formatNumber(more, language) })}</li>}
          </ul>
        </>
      )}
      <p className="seal-call">{t('audit.seal.call')}</p>
    </div>
  )
}

/** How far the audit is sealed, whether it was found whole, and the button that looks again. */
export function SealBox() {
  const { t, language } = useText()
  const { data: seal, error, refetch } = useAuditSeal()
  const check = useAuditCheck()
  const problemText = useProblemText()
  if (error && !seal) return <ErrorBox error={error} onRetry={() => void refetch()} />
  if (!seal) return null
  const { sealedTo, verified, unsealed, oldestUnsealedAt } = seal
  const isBroken = verified?.state === 'broken' || outsideFault(seal) !== null
  const isLate = oldestUnsealedAt !== null && serverNow() - Date.parse(oldestUnsealedAt) > lateMs
  // A look at nothing says nothing of what was sealed since.
  const isChecked = verified !== null && (verified.rows > 0 || sealedTo === null)
  const state = isBroken ? 'broken' : isChecked ? 'whole' : 'unchecked'
  return (
    <section className={`seal-box seal-${state}`} aria-label={t('audit.seal.label')}>
      <Icon name={isBroken ? 'warn' : 'lock'} size={18} />
      <div className="seal-text">
        <p role="status">
          <b>{t(`audit.seal.${state}`)}</b>
        </p>
        <p className="seal-facts">
          {sealedTo ? (
            <span>
              {t('audit.seal.to', { no: formatNumber(sealedTo.no, language) })} <Moment at={sealedTo.at} />
            </span>
          ) : (
            <span>{t('audit.seal.none')}</span>
          )}
          {verified && isChecked && (
            <span>
              {t('audit.seal.checked', { rows: formatNumber(verified.rows, language) })} <Moment at={verified.at} />
            </span>
          )}
          {unsealed > 0 && <span>{t('audit.seal.waiting', { n: formatNumber(unsealed, language) })}</span>}
          {isLate && (
            <span className="seal-late">
              {t('audit.seal.late')} <Since at={oldestUnsealedAt} />
            </span>
          )}
        </p>
        {isBroken && <Faults seal={seal} />}
      </div>
      <Button
        small
        disabled={check.isPending}
        onClick={() => check.mutate(undefined, { onError: (problem) => say(problemText(problem)) })}
      >
        {t(check.isPending ? 'audit.seal.checking' : 'audit.seal.check')}
      </Button>
    </section>
  )
}

import { useAddress } from '../api/places.ts'
import { ErrorBox } from '../kit/error-box.tsx'
import { useText } from '../text/use-text.ts'

/** Today's communes of a typed address, or why there is no answer. */
export function AddressAnswerBox({ address, onOpen }: { address: string; onOpen: (code: string) => void }) {
  const { t } = useText()
  const { data: answer, error, refetch } = useAddress(address)
  if (error) return <ErrorBox error={error} onRetry={() => refetch()} />
  const { status, reason, communes = [], matches = [] } = answer ?? {}
  const shown = communes.length > 0 ? communes : matches.map(({ area }) => area)
  return (
    <section className="settings-answer" aria-live="polite">
      {!answer && <p className="quiet">{t('areas.addressHint')}</p>}
      {status && status !== 'unknown' && <strong>{t(`areas.answer.${status}`, { n: communes.length })}</strong>}
      {reason && <strong>{t(`areas.answer.${reason}`)}</strong>}
      {shown.length > 0 && (
        <ul>
          {shown.slice(0, 10).map(({ code, name, parent, validTo }) => (
            <li key={`${code} ${validTo}`}>
              <button type="button" className="link" onClick={() => onOpen(code)}>
                {name}
              </button>
              {parent && `, ${parent.name}`} <span className="quiet">({code})</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

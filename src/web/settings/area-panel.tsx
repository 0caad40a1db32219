import { useArea } from '../api/places.ts'
import { ErrorBox } from '../kit/error-box.tsx'
import { Loading } from '../kit/loading.tsx'
import { Facts, SidePanel } from '../kit/panel.tsx'
import { useText } from '../text/use-text.ts'
import { useDays } from './use-days.ts'

/** One code over time: each unit that bore it, and where it went. */
export function AreaPanel(props: { code: string; onOpen: (code: string) => void; onClose: () => void }) {
  const { code, onOpen, onClose } = props
  const { t } = useText()
  const days = useDays()
  const { data: area, isPending, error, refetch } = useArea(code)
  const title = area?.current?.name ?? area?.history[0]?.name ?? t('assets.area')
  return (
    <SidePanel label={t('areas.title')} title={title} onClose={onClose}>
      {isPending && <Loading rows={4} />}
      {error && !area && <ErrorBox error={error} onRetry={() => refetch()} />}
      {area?.history.map((version) => (
        <section className="block" key={`${version.name} ${version.validTo}`}>
          <h3>{days(version.validFrom, version.validTo)}</h3>
          <Facts
            items={[
              [t('areas.col.name'), version.name],
              [t('areas.col.code'), code],
              [t('areas.within'), version.parent?.name ?? t('common.empty')],
            ]}
          />
          {version.validTo !== null && (
            <>
              <h3>{t(version.today.length > 1 ? 'areas.wentToSeveral' : 'areas.wentTo')}</h3>
              {version.today.length === 0 && <p className="quiet">{t('areas.notKnown')}</p>}
              <ul className="settings-list">
                {version.today.map((now) => (
                  <li key={now.code}>
                    <button type="button" className="link" onClick={() => onOpen(now.code)}>
                      {now.name}
                    </button>{' '}
                    <span className="quiet">({now.code})</span>
                  </li>
                ))}
              </ul>
            </>
          )}
        </section>
      ))}
    </SidePanel>
  )
}

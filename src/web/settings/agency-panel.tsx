import { lazy, type ReactNode, Suspense, useState } from 'react'
import type { AgencyDetail } from '../../core/api/places.ts'
import { useAgency } from '../api/places.ts'
import { useSession } from '../api/session.ts'
import { Button } from '../kit/button.tsx'
import { ErrorBox } from '../kit/error-box.tsx'
import { formatDate } from '../kit/format.ts'
import { Loading } from '../kit/loading.tsx'
import { Facts, SidePanel } from '../kit/panel.tsx'
import { useText } from '../text/use-text.ts'
import type { AgencyAsk } from './agency-changes.tsx'
import { AgencyPosts } from './agency-posts.tsx'
import { useDays } from './use-days.ts'

const AgencyChange = lazy(() => import('./agency-changes.tsx').then((m) => ({ default: m.AgencyChange })))

type Open = (code: string) => void
type Ref = AgencyDetail['parent']

function AgencyLink({ agency, onOpen }: { agency: Ref; onOpen: Open }) {
  if (!agency) return null
  return (
    <button type="button" className="link" onClick={() => onOpen(agency.code)}>
      {agency.name}
    </button>
  )
}

function Detail(props: { agency: AgencyDetail; onOpen: Open; children: ReactNode }) {
  const { agency, onOpen } = props
  const { t } = useText()
  const days = useDays()
  const { parent, area, dutyPhone, closedAt, closedReason, successor, names, children } = agency
  const facts = [
    [t('agencies.code'), agency.code],
    [t('agencies.parent'), parent ? <AgencyLink key="parent" agency={parent} onOpen={onOpen} /> : t('common.empty')],
    [t('agencies.area'), area?.name ?? t('common.empty')],
    [
      t('agencies.dutyPhone'),
      dutyPhone ? (
        <a key="phone" href={`tel:${dutyPhone}`}>
          {dutyPhone}
        </a>
      ) : (
        t('common.empty')
      ),
    ],
    ...(closedAt ? [[t('agencies.state'), t('agencies.closedOn', { day: formatDate(closedAt) })] as const] : []),
    ...(closedReason ? [[t('agencies.reason'), closedReason] as const] : []),
    ...(successor
      ? [[t('agencies.successor'), <AgencyLink key="next" agency={successor} onOpen={onOpen} />] as const]
      : []),
  ] as const
  return (
    <>
      <section className="block">
        <Facts items={facts} />
      </section>
      <section className="block">
        <h3>{t('agencies.names')}</h3>
        <Facts items={names.map(({ name, validFrom, validTo }) => [days(validFrom, validTo), name] as const)} />
      </section>
      {props.children}
      {children.length > 0 && (
        <section className="block">
          <h3>{t('agencies.children', { n: children.length })}</h3>
          <ul className="settings-list">
            {children.map((child) => (
              <li key={child.id}>
                <AgencyLink agency={child} onOpen={onOpen} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

/** One agency: where it stands, what it was called, who holds its posts; its changes. */
export function AgencyPanel({ code, onOpen, onClose }: { code: string; onOpen: Open; onClose: () => void }) {
  const { t } = useText()
  const { can, covers } = useSession()
  const { data: agency, isPending, error, refetch } = useAgency(code)
  const [asked, setAsked] = useState<AgencyAsk>()
  const isMine = agency !== undefined && can('agencies.manage') && covers(agency.id)
  const isOpen = isMine && !agency.closedAt
  return (
    <SidePanel
      label={t('agencies.title')}
      title={agency?.name ?? t('settings.agency')}
      onClose={onClose}
      actions={
        isOpen && (
          <>
            <Button onClick={() => setAsked('rename')}>{t('agencies.rename')}</Button>
            <Button onClick={() => setAsked('phone')}>{t('agencies.dutyPhone')}</Button>
            {agency.parent && (
              <>
                <Button onClick={() => setAsked('move')}>{t('agencies.move')}</Button>
                <Button onClick={() => setAsked('close')}>{t('agencies.close')}</Button>
              </>
            )}
          </>
        )
      }
    >
      {isPending && <Loading rows={4} />}
      {error && !agency && <ErrorBox error={error} onRetry={() => refetch()} />}
      {agency && (
        <Detail agency={agency} onOpen={onOpen}>
          <AgencyPosts
            agency={agency}
            isSeen={covers(agency.id)}
            onGive={isOpen && can('accounts.read') ? () => setAsked('post') : undefined}
            onEnd={isMine ? setAsked : undefined}
          />
        </Detail>
      )}
      {agency && asked && (
        <Suspense>
          <AgencyChange ask={asked} agency={agency} onClose={() => setAsked(undefined)} />
        </Suspense>
      )}
    </SidePanel>
  )
}

import { useState } from 'react'
import type { AgencyDetail } from '../../core/api/places.ts'
import { useAgency, useChangeAgency } from '../api/places.ts'
import { useSession } from '../api/session.ts'
import { Button } from '../kit/button.tsx'
import { ErrorBox } from '../kit/error-box.tsx'
import { formatDate } from '../kit/format.ts'
import { Loading } from '../kit/loading.tsx'
import { Facts, SidePanel } from '../kit/panel.tsx'
import { serverNow } from '../kit/server-clock.ts'
import { TextDialog } from '../kit/text-dialog.tsx'
import { say } from '../kit/toast.tsx'
import { useText } from '../text/use-text.ts'
import { useDays } from './use-days.ts'

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

function Detail({ agency, onOpen }: { agency: AgencyDetail; onOpen: Open }) {
  const { t } = useText()
  const days = useDays()
  const { parent, area, closedAt, closedReason, successor, names, posts, children } = agency
  const facts = [
    [t('agencies.code'), agency.code],
    [t('agencies.parent'), parent ? <AgencyLink key="parent" agency={parent} onOpen={onOpen} /> : t('common.empty')],
    [t('agencies.area'), area?.name ?? t('common.empty')],
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
      <section className="block">
        <h3>{t('agencies.posts')}</h3>
        {posts.length === 0 && <p className="quiet">{t('agencies.noPosts')}</p>}
        <ul className="settings-list">
          {posts.map(({ id, title, account, validFrom, validTo }) => (
            <li key={id}>
              <b>{account.name}</b>, {title}
              <br />
              <span className="quiet">{days(validFrom, validTo)}</span>
            </li>
          ))}
        </ul>
      </section>
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
  const rename = useChangeAgency(code, 'rename')
  const close = useChangeAgency(code, 'close')
  const [asking, setAsking] = useState<'rename' | 'close'>()
  const isMine = agency && !agency.closedAt && can('agencies.manage') && covers(agency.id)
  const done = (text: string) => {
    say(text)
    setAsking(undefined)
  }
  const today = new Date(serverNow() + 7 * 3_600_000).toISOString().slice(0, 10)
  return (
    <SidePanel
      label={t('agencies.title')}
      title={agency?.name ?? code}
      onClose={onClose}
      actions={
        isMine && (
          <>
            <Button onClick={() => setAsking('rename')}>{t('agencies.rename')}</Button>
            {agency.parent && <Button onClick={() => setAsking('close')}>{t('agencies.close')}</Button>}
          </>
        )
      }
    >
      {isPending && <Loading rows={4} />}
      {error && !agency && <ErrorBox error={error} onRetry={() => refetch()} />}
      {agency && <Detail agency={agency} onOpen={onOpen} />}
      {asking === 'rename' && (
        <TextDialog
          title={t('agencies.rename')}
          label={t('agencies.newName')}
          hint={t('agencies.renameHint', { day: formatDate(today) })}
          missing={t('agencies.nameBad')}
          submit={t('agencies.rename')}
          pending={rename.isPending}
          error={rename.error}
          onSubmit={(name) => rename.mutate({ name, from: today }, { onSuccess: () => done(t('agencies.renamed')) })}
          onClose={() => setAsking(undefined)}
        />
      )}
      {asking === 'close' && (
        <TextDialog
          title={t('agencies.close')}
          label={t('agencies.reason')}
          hint={t('agencies.closeHint')}
          missing={t('agencies.reasonBad')}
          submit={t('agencies.close')}
          pending={close.isPending}
          error={close.error}
          onSubmit={(reason) => close.mutate({ reason }, { onSuccess: () => done(t('agencies.closed')) })}
          onClose={() => setAsking(undefined)}
        />
      )}
    </SidePanel>
  )
}

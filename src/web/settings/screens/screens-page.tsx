import { lazy, Suspense, useState } from 'react'
import type { MadeScreenLink, ScreenLink } from '../../../core/api/screens.ts'
import { useScreens } from '../../api/screens.ts'
import { Moment } from '../../kit/age.tsx'
import { Button } from '../../kit/button.tsx'
import { EmptyState } from '../../kit/empty-state.tsx'
import { ErrorBox } from '../../kit/error-box.tsx'
import { formatDateTime } from '../../kit/format.ts'
import { Icon } from '../../kit/icon.tsx'
import { Loading } from '../../kit/loading.tsx'
import { PageHead } from '../../kit/panel.tsx'
import { useTitle } from '../../shell/use-title.ts'
import { useText } from '../../text/use-text.ts'
import { SettingsNav } from '../settings-nav.tsx'

const NewScreenDialog = lazy(() => import('./screen-dialogs.tsx').then((m) => ({ default: m.NewScreenDialog })))
const LinkDialog = lazy(() => import('./screen-dialogs.tsx').then((m) => ({ default: m.LinkDialog })))
const RevokeDialog = lazy(() => import('./screen-dialogs.tsx').then((m) => ({ default: m.RevokeDialog })))

function Row({ link, onRevoke }: { link: ScreenLink; onRevoke: (link: ScreenLink) => void }) {
  const { t } = useText()
  const { revokedAt } = link
  return (
    <tr>
      <td className="wide prose">{link.name}</td>
      <td data-label={t('screen.col.reach')}>
        {link.agency.name}
        <br />
        <small className="quiet">{t(`settings.reach.${link.reach}`)}</small>
      </td>
      <td data-label={t('screen.col.made')}>
        {link.madeBy.name}, <Moment at={link.madeAt} />
      </td>
      <td data-label={t('screen.col.seen')}>{link.lastSeenAt ? <Moment at={link.lastSeenAt} /> : t('screen.never')}</td>
      <td className="state" data-label={t('screen.col.state')}>
        {revokedAt
          ? t('screen.revokedAt', { time: formatDateTime(revokedAt), by: link.revokedBy ?? '' })
          : t('screen.active')}
      </td>
      <td>
        {!revokedAt && (
          <Button small aria-label={t('screen.revokeThis', { name: link.name })} onClick={() => onRevoke(link)}>
            {t('screen.revoke')}
          </Button>
        )}
      </td>
    </tr>
  )
}

/** Settings: links by which large screens are opened, made and revoked. */
export function ScreensPage() {
  const { t } = useText()
  useTitle(t('screen.title'))
  const { data, error, isPending, refetch } = useScreens()
  const [adding, setAdding] = useState(false)
  const [made, setMade] = useState<MadeScreenLink>()
  const [revoking, setRevoking] = useState<ScreenLink>()
  return (
    <div className="page">
      <PageHead
        crumb={t('settings.title')}
        title={t('screen.title')}
        actions={
          <Button look="primary" onClick={() => setAdding(true)}>
            <Icon name="plus" size={16} />
            {t('screen.make')}
          </Button>
        }
      />
      <SettingsNav />
      <p className="filters prose">{t('screen.lead')}</p>
      <div className="table-wrap">
        {isPending && <Loading rows={4} />}
        {error && !data && <ErrorBox error={error} onRetry={() => void refetch()} />}
        {data?.items.length === 0 && (
          <EmptyState icon="device" title={t('screen.empty')} hint={t('screen.emptyHint')} />
        )}
        {data && data.items.length > 0 && (
          <table className="table">
            <thead>
              <tr>
                {(['name', 'reach', 'made', 'seen', 'state'] as const).map((column) => (
                  <th key={column} scope="col">
                    {t(`screen.col.${column}`)}
                  </th>
                ))}
                <th scope="col">
                  <span className="visually-hidden">{t('screen.revoke')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {data.items.map((link) => (
                <Row key={link.id} link={link} onRevoke={setRevoking} />
              ))}
            </tbody>
          </table>
        )}
      </div>
      <Suspense>
        {adding && (
          <NewScreenDialog
            onMade={(link) => {
              setAdding(false)
              setMade(link)
            }}
            onClose={() => setAdding(false)}
          />
        )}
        {made && <LinkDialog link={made} onClose={() => setMade(undefined)} />}
        {revoking && <RevokeDialog link={revoking} onClose={() => setRevoking(undefined)} />}
      </Suspense>
    </div>
  )
}

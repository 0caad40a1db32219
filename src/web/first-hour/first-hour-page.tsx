import './first-hour.css'
import { Link } from '@tanstack/react-router'
import { useFirstHour } from '../api/first-hour.ts'
import { useSession } from '../api/session.ts'
import { ErrorBox, NoRight } from '../kit/error-box.tsx'
import { Loading } from '../kit/loading.tsx'
import { PageBody, PageHead } from '../kit/panel.tsx'
import { useTitle } from '../shell/use-title.ts'
import { useText } from '../text/use-text.ts'
import { FirstStep } from './first-step.tsx'

/** The first hour of a centre that was started empty: five steps, each done elsewhere and seen done here. */
export function FirstHourPage() {
  const { t } = useText()
  useTitle(t('firstHour.title'))
  const { can, session } = useSession()
  const allowed = can('accounts.manage') && session?.reach === 'province'
  const { data, error, isPending, refetch } = useFirstHour(allowed)
  if (session && !allowed) return <NoRight rights={can('accounts.manage') ? [] : ['accounts.manage']} whole />
  const next = data?.steps.find(({ isDone, isSkipped }) => !isDone && !isSkipped)?.name
  return (
    <div className="page">
      <PageHead title={t('firstHour.title')} />
      <PageBody>
        {isPending && <Loading rows={5} />}
        {error && !data && <ErrorBox error={error} onRetry={() => void refetch()} />}
        {data && (
          <div className="first-hour">
            {next ? (
              <p className="prose">{t('firstHour.lead')}</p>
            ) : (
              <p role="status">
                <b>{t('firstHour.allDone')}</b>{' '}
                <Link className="link" to="/">
                  {t('firstHour.toSituation')}
                </Link>
              </p>
            )}
            <ol className="first-steps">
              {data.steps.map((step) => (
                <FirstStep key={step.name} step={step} isNext={step.name === next} hour={data} />
              ))}
            </ol>
          </div>
        )}
      </PageBody>
    </div>
  )
}

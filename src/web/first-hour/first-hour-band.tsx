import { Link, useRouterState } from '@tanstack/react-router'
import { useFirstHour } from '../api/first-hour.ts'
import { useText } from '../text/use-text.ts'
import './first-hour.css'

/** A band on every page while an empty centre is being set up, for whoever does it. */
export function FirstHourBand() {
  const { t } = useText()
  const { data } = useFirstHour(true)
  const path = useRouterState({ select: ({ location }) => location.pathname })
  if (!data?.isOpen || path === '/bat-dau') return null
  const count = data.steps.filter(({ isDone, isSkipped }) => !isDone && !isSkipped).length
  return (
    <p className="first-band">
      {t('firstHour.band', { count })}{' '}
      <Link className="link" to="/bat-dau">
        {t('firstHour.go')}
      </Link>
    </p>
  )
}

import { Link, useNavigate, useRouterState } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useFirstHour } from '../api/first-hour.ts'
import { useText } from '../text/use-text.ts'
import './first-hour.css'

const home = '/bat-dau'
const leftKey = 'nhip.first-hour-left'

/** Leads from the situation page to the first hour until somebody has left that once on this browser. */
function useBeginning(isOpen: boolean, path: string): void {
  const navigate = useNavigate()
  const before = useRef(path)
  useEffect(() => {
    if (before.current === home && path !== home) localStorage.setItem(leftKey, 'yes')
    before.current = path
    if (isOpen && path === '/' && localStorage.getItem(leftKey) === null) void navigate({ to: home, replace: true })
  }, [isOpen, path, navigate])
}

/** A band on every page while an empty centre is being set up, for whoever does it. */
export function FirstHourBand() {
  const { t } = useText()
  const { data } = useFirstHour(true)
  const path = useRouterState({ select: ({ location }) => location.pathname })
  useBeginning(data?.isOpen ?? false, path)
  if (!data?.isOpen || path === home) return null
  const count = data.steps.filter(({ isDone, isSkipped }) => !isDone && !isSkipped).length
  return (
    <p className="first-band">
      {t('firstHour.band', { count })}{' '}
      <Link className="link" to={home}>
        {t('firstHour.go')}
      </Link>
    </p>
  )
}

import './sign-in.css'
import { Link } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { Button } from '../kit/button.tsx'
import { EmptyState } from '../kit/empty-state.tsx'
import { formatTimeWithSeconds } from '../kit/format.ts'
import { Loading } from '../kit/loading.tsx'
import { useText } from '../text/use-text.ts'
import { EntryFrame } from './entry-frame.tsx'
import { centreAnswers } from './renew.ts'

/** Shown instead of a page that failed to draw: what happened, and a way on. */
export function PageFailed({ error }: { error: Error }) {
  const { t } = useText()
  return (
    <div role="alert">
      <EmptyState
        icon="warn"
        whole
        title={t('error.page')}
        hint={`${t('error.pageHint')} ${error.message}`}
        action={<Button onClick={() => window.location.reload()}>{t('error.reload')}</Button>}
      />
    </div>
  )
}

/**
 * Shown instead of a page of which a part could not be fetched. While the centre does not answer, nothing is loaded anew: the browser's
 * own error page would take the place of what is open.
 */
export function PartNotFetched({ error }: { error: Error }) {
  const { t } = useText()
  const [answers, setAnswers] = useState<boolean>()
  const [triedAt, setTriedAt] = useState<number>()
  useEffect(() => void centreAnswers().then(setAnswers), [])
  if (answers === undefined) return <Loading rows={4} />
  if (answers) return <PageFailed error={error} />
  const tryAgain = async () => {
    if (await centreAnswers()) window.location.reload()
    else setTriedAt(Date.now())
  }
  return (
    <div role="alert">
      <EmptyState
        icon="warn"
        whole
        title={t('error.part')}
        hint={triedAt ? t('error.partStill', { time: formatTimeWithSeconds(triedAt) }) : t('error.partHint')}
        action={<Button onClick={() => void tryAgain()}>{t('common.retry')}</Button>}
      />
    </div>
  )
}

/** Shown for an address that does not exist. */
export function NotFoundPage() {
  const { t } = useText()
  return (
    <EntryFrame title={t('state.notFound')}>
      <p>{t('state.notFoundHint')}</p>
      <Link to="/" className="btn btn-primary">
        {t('state.goHome')}
      </Link>
    </EntryFrame>
  )
}

import { formatDateTime } from '../kit/format.ts'
import { useNow } from '../kit/use-now.ts'
import { useWords } from '../kit/use-words.ts'
import { useText } from '../text/use-text.ts'

/** How long ago the newest came of what an indicator is counted from. */
export function Newest({ at }: { at: string | null }) {
  const { t } = useText()
  const { ago } = useWords()
  const now = useNow(30)
  if (at === null) return <span className="quiet">{t('indicator.nothingCame')}</span>
  return (
    <time className="nowrap" dateTime={at} title={formatDateTime(at)}>
      {ago(Date.parse(at), Math.max(now, Date.parse(at)))}
    </time>
  )
}

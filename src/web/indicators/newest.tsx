import { formatDateTime } from '../kit/format.ts'
import { useAgeMs } from '../kit/use-now.ts'
import { useWords } from '../kit/use-words.ts'
import { useText } from '../text/use-text.ts'

function Ago({ at }: { at: string }) {
  const { ago } = useWords()
  const atMs = Date.parse(at)
  return (
    <time className="nowrap" dateTime={at} title={formatDateTime(at)}>
      {ago(atMs, atMs + useAgeMs(atMs, 30))}
    </time>
  )
}

/** How long ago the newest came of what an indicator is counted from. */
export function Newest({ at }: { at: string | null }) {
  const { t } = useText()
  return at === null ? <span className="quiet">{t('indicator.nothingCame')}</span> : <Ago at={at} />
}

import { Button } from '../kit/button.tsx'
import { formatNumber } from '../kit/format.ts'
import { useText } from '../text/use-text.ts'

/** Below lines that are not all: shows the next of them, or says where the rest is when no more are shown at once. */
export function InboxFoot(props: { shown: number; of: number; more: (() => void) | undefined; isBusy: boolean }) {
  const { shown, of, more, isBusy } = props
  const { t, language } = useText()
  const number = (n: number) => formatNumber(n, language)
  return (
    <div className="foot">
      {more ? (
        <Button onClick={more} disabled={isBusy}>
          {t('common.more')}
        </Button>
      ) : (
        <p className="prose">{t('line.most', { shown: number(shown), left: number(Math.max(0, of - shown)) })}</p>
      )}
    </div>
  )
}

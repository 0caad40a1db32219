import { useEffect, useState } from 'react'
import { useText } from '../text/use-text.ts'

const bars = [1, 2, 3, 4, 5, 6, 7, 8]

/** Grey bars after 300 ms and a word after 3 s, so that a quick answer never flickers. */
export function Loading({ rows = 4 }: { rows?: number }) {
  const { t } = useText()
  const [stage, setStage] = useState(0)
  useEffect(() => {
    const bars = setTimeout(() => setStage(1), 300)
    const word = setTimeout(() => setStage(2), 3_000)
    return () => {
      clearTimeout(bars)
      clearTimeout(word)
    }
  }, [])
  return (
    <div className="loading" role="status" aria-label={t('common.loading')}>
      {stage > 0 && bars.slice(0, rows).map((bar) => <i key={bar} />)}
      {stage > 1 && <p>{t('common.loading')}</p>}
    </div>
  )
}

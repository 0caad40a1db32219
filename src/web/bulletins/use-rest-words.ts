import type { ReachCounts } from '../../core/bulletin-reach.ts'
import { formatNumber } from '../kit/format.ts'
import { useText } from '../text/use-text.ts'

/** What is known of those a bulletin did not reach, as words: how many wait, failed, have no address, were called. */
export function useRestWords() {
  const { t, language } = useText()
  return ({ waiting, failed, none, phoned }: ReachCounts): string[] =>
    (
      [
        ['bulletin.waitingMore', waiting],
        ['bulletin.failedMore', failed],
        ['bulletin.noneMore', none],
        ['bulletin.phonedMore', phoned],
      ] as const
    ).flatMap(([key, n]) => (n > 0 ? [t(key, { n: formatNumber(n, language) })] : []))
}

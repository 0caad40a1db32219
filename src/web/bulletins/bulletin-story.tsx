import './bulletins.css'
import { useParams } from '@tanstack/react-router'
import type { TimelineEntry } from '../../core/api/work.ts'
import { reachedOf, totalOf } from '../../core/bulletin-reach.ts'
import { useBulletins } from '../api/bulletins.ts'
import { formatNumber } from '../kit/format.ts'
import { useText } from '../text/use-text.ts'
import { useRestWords } from './use-rest-words.ts'

/** Who approved and who wrote a bulletin of the story, and how far it has come by now. */
export function BulletinStory({ entry }: { entry: TimelineEntry }) {
  const { t, language } = useText()
  const { id } = useParams({ from: '/shell/su-co/$id' })
  const { data } = useBulletins(id)
  const restWords = useRestWords()
  const bulletin = data?.items.find((each) => each.id === entry.subject)
  if (!bulletin?.counts) return <p className="timeline-by">{entry.by?.name}</p>
  const { counts, createdBy, decidedBy } = bulletin
  const writer = createdBy.name
  const isAlone = decidedBy?.id === createdBy.id
  const number = (n: number) => formatNumber(n, language)
  const reached = t('bulletin.storyReached', { reached: number(reachedOf(counts)), total: number(totalOf(counts)) })
  return (
    <>
      <p className="timeline-by">
        {isAlone ? t('bulletin.byOne', { writer }) : t('bulletin.byBoth', { approver: decidedBy?.name ?? '', writer })}
      </p>
      <p className="timeline-note">{[reached, ...restWords(counts)].join('; ')}</p>
    </>
  )
}

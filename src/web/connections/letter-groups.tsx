import type { LetterGroup } from '../../core/api/dead-letters.ts'
import { type ShownLetters, useLetterGroups } from '../api/dead-letters.ts'
import { Moment } from '../kit/age.tsx'
import { formatNumber } from '../kit/format.ts'
import { useText } from '../text/use-text.ts'

/** Refused messages counted by reason and sender; pressing one narrows the list to it, pressing it again widens. */
export function LetterGroups(props: { filter: ShownLetters; onChoose: (group: Partial<LetterGroup>) => void }) {
  const { t, language } = useText()
  const { filter } = props
  const { data } = useLetterGroups(filter)
  if (!data || data.items.length === 0) return null
  return (
    <ul className="letter-groups" aria-label={t('letter.groups')}>
      {data.items.map((group) => {
        const isChosen = group.reason === filter.reason && group.sender === (filter.sender ?? null)
        return (
          <li key={`${group.reason} ${group.sender}`}>
            <button
              type="button"
              className="card letter-group"
              aria-pressed={isChosen}
              onClick={() => props.onChoose(isChosen ? {} : group)}
            >
              <b className="num">{formatNumber(group.count, language)}</b>
              <span>{t(`letter.reason.${group.reason}`)}</span>
              <small>
                {group.sender ?? t('common.empty')} · <Moment at={group.lastAt} />
              </small>
            </button>
          </li>
        )
      })}
    </ul>
  )
}

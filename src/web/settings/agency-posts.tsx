import type { AgencyDetail, AgencyPost } from '../../core/api/places.ts'
import { Button } from '../kit/button.tsx'
import { useText } from '../text/use-text.ts'
import { today } from './today.ts'
import { useDays } from './use-days.ts'

/** Who holds which post in an agency, and who held one. `onGive` and `onEnd` where one may. */
export function AgencyPosts(props: {
  agency: AgencyDetail
  isSeen: boolean
  onGive: (() => void) | undefined
  onEnd: ((post: AgencyPost) => void) | undefined
}) {
  const { agency, isSeen, onGive, onEnd } = props
  const { t } = useText()
  const days = useDays()
  const isOver = ({ validTo }: AgencyPost) => validTo !== null && validTo <= today()
  const [held, former] = [agency.posts.filter((post) => !isOver(post)), agency.posts.filter(isOver)]
  const line = (post: AgencyPost) => (
    <li key={post.id} className="settings-post">
      <span>
        <b>{post.account.name}</b>, {post.title}
        <br />
        <span className="quiet">{days(post.validFrom, post.validTo)}</span>
      </span>
      {onEnd && post.validTo === null && (
        <Button
          small
          aria-label={t('post.endOf', { title: post.title, name: post.account.name })}
          onClick={() => onEnd(post)}
        >
          {t('post.end')}
        </Button>
      )}
    </li>
  )
  return (
    <section className="block">
      <h3>{t('post.title')}</h3>
      {held.length === 0 && <p className="quiet">{t(isSeen ? 'post.none' : 'post.hidden')}</p>}
      <ul className="settings-list">{held.map(line)}</ul>
      {onGive && (
        <Button small className="settings-give" onClick={onGive}>
          {t('post.give')}
        </Button>
      )}
      {former.length > 0 && (
        <details className="settings-former">
          <summary>{t('post.former', { n: former.length })}</summary>
          <ul className="settings-list">{former.map(line)}</ul>
        </details>
      )}
    </section>
  )
}

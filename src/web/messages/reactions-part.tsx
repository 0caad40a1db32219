import type { Reaction } from '../../core/api/messages.ts'
import { useReactions, useRetries } from '../api/messages.ts'
import { Moment } from '../kit/age.tsx'
import { Button } from '../kit/button.tsx'
import { ErrorBox } from '../kit/error-box.tsx'
import { formatNumber } from '../kit/format.ts'
import { Loading } from '../kit/loading.tsx'
import { say } from '../kit/toast.tsx'
import { useProblemText } from '../kit/use-problem-text.ts'
import { useText } from '../text/use-text.ts'

function SetAside({ items }: { items: Reaction['setAside'] }) {
  const { t, language } = useText()
  const { fault: act } = useRetries()
  const problemText = useProblemText()
  const run = (id: number, how: 'retry' | 'settle') =>
    act.mutate(
      { id, how },
      {
        onSuccess: () => say(t(how === 'retry' ? 'reaction.retried' : 'reaction.settled')),
        onError: (error) => say(problemText(error)),
      },
    )
  return (
    <details>
      <summary>{t('reaction.aside', { n: formatNumber(items.length, language) })}</summary>
      <p className="quiet">{t('reaction.asideHint')}</p>
      <ul className="reaction-aside">
        {items.map(({ id, at, about, fault }) => (
          <li key={id}>
            <Moment at={at} />
            {about.page && (
              <a className="link" href={about.page}>
                {t('reaction.open')}
              </a>
            )}
            <span className="message-says">{fault}</span>
            <Button small disabled={act.isPending} onClick={() => run(id, 'retry')}>
              {t('reaction.retry')}
            </Button>
            <Button small look="quiet" disabled={act.isPending} onClick={() => run(id, 'settle')}>
              {t('reaction.settle')}
            </Button>
          </li>
        ))}
      </ul>
    </details>
  )
}

function Row({ reaction }: { reaction: Reaction }) {
  const { t, language, local } = useText()
  const { handled, handledAt, failures, fault, setAside } = reaction
  return (
    <tr>
      <td className="wide">{local(reaction.name)}</td>
      <td>{local(reaction.moduleName)}</td>
      <td className="num">{formatNumber(handled, language)}</td>
      <td className="num">{handledAt ? <Moment at={handledAt} /> : t('channel.never')}</td>
      <td>
        {failures > 0 ? <b>{t('reaction.failing', { n: failures })}</b> : setAside.length === 0 && t('reaction.fine')}
        {fault && <p className="message-says">{fault}</p>}
        {setAside.length > 0 && <SetAside items={setAside} />}
      </td>
    </tr>
  )
}

/** What modules do by themselves when something happens, how far each is, and what it had to pass over. */
export function ReactionsPart() {
  const { t } = useText()
  const { data, error, isPending, refetch } = useReactions()
  return (
    <section className="card channel" aria-label={t('reaction.title')}>
      <header>
        <div>
          <h2>{t('reaction.title')}</h2>
          <p className="quiet">{t('reaction.lead')}</p>
        </div>
      </header>
      {isPending && <Loading rows={3} />}
      {error && !data && <ErrorBox error={error} onRetry={() => void refetch()} />}
      {data?.items.length === 0 && <p className="quiet">{t('reaction.none')}</p>}
      {data && data.items.length > 0 && (
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('reaction.name')}</th>
              <th scope="col">{t('reaction.module')}</th>
              <th scope="col" className="num">
                {t('reaction.handled')}
              </th>
              <th scope="col" className="num">
                {t('reaction.last')}
              </th>
              <th scope="col">{t('reaction.state')}</th>
            </tr>
          </thead>
          <tbody>
            {data.items.map((reaction) => (
              <Row key={`${reaction.module}/${reaction.key}`} reaction={reaction} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

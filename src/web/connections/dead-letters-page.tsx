import './dead-letters.css'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { DeadLetter } from '../../core/api/dead-letters.ts'
import { query } from '../api/client.ts'
import { type ReplaySum, type ShownLetters, useDeadLetters } from '../api/dead-letters.ts'
import { Moment } from '../kit/age.tsx'
import { Button } from '../kit/button.tsx'
import { EmptyState } from '../kit/empty-state.tsx'
import { ErrorBox } from '../kit/error-box.tsx'
import { ExportLinks } from '../kit/export-links.tsx'
import { formatNumber } from '../kit/format.ts'
import { Loading } from '../kit/loading.tsx'
import { PageHead } from '../kit/panel.tsx'
import { Segments } from '../kit/segments.tsx'
import { useTitle } from '../shell/use-title.ts'
import { useText } from '../text/use-text.ts'
import { ConnectionTabs } from './connection-tabs.tsx'
import { LetterActions } from './letter-actions.tsx'
import { letterDetail } from './letter-detail.ts'
import { LetterGroups } from './letter-groups.tsx'
import { LetterPanel } from './letter-panel.tsx'

function Row({ letter, onOpen }: { letter: DeadLetter; onOpen: () => void }) {
  const { t, language } = useText()
  const { counted, settled } = letter
  const detail = letterDetail(letter.detail, language)
  return (
    <tr>
      <td className="num nowrap">
        <Moment at={counted?.lastAt ?? letter.receivedAt} />
      </td>
      <td className="wide">
        <button type="button" className="link" onClick={onOpen}>
          {t(`letter.reason.${letter.reason}`)}
        </button>
        {settled ? (
          <small>{t(`letter.settled.${settled.outcome}`)}</small>
        ) : (
          <small lang={detail.lang}>{detail.text}</small>
        )}
        {counted && <small>{t('letter.countedOnly', { n: formatNumber(counted.count, language) })}</small>}
      </td>
      <td data-label={t('letter.sender')}>{letter.sender ?? t('common.empty')}</td>
      <td className="letter-topic" data-label={t('letter.topic')}>
        {letter.topic}
      </td>
    </tr>
  )
}

function Result({ sum }: { sum: ReplaySum }) {
  const { t, language } = useText()
  const reasons = Map.groupBy(
    sum.results.flatMap(({ reason }) => (reason ? [reason] : [])),
    (reason) => reason,
  )
  return (
    <p className="letter-result" role="status">
      {t('letter.result', {
        settled: formatNumber(sum.settled, language),
        refused: formatNumber(sum.refused, language),
      })}
      {[...reasons].map(([reason, all]) => (
        <span key={reason}>
          {t(`letter.reason.${reason}`)}: {formatNumber(all.length, language)}
        </span>
      ))}
    </p>
  )
}

/** What came and was not taken: by reason and sender, one by one, sent again or put aside. Filter and open letter are in the address. */
export function DeadLettersPage() {
  const { t } = useText()
  useTitle(t('letter.title'))
  const { ma, ...filter } = useSearch({ from: '/shell/ket-noi/bi-tu-choi' })
  const navigate = useNavigate({ from: '/ket-noi/bi-tu-choi' })
  const { list, items } = useDeadLetters(filter)
  const [sum, setSum] = useState<ReplaySum>()
  const narrow = (change: ShownLetters & { ma?: number | undefined }) => {
    const wanted = Object.entries({ ma, ...filter, ...change }).filter(([, value]) => value !== undefined)
    void navigate({ search: Object.fromEntries(wanted), replace: !('ma' in change) })
  }
  const { state, ...chosen } = filter
  const wanted = Object.fromEntries(Object.entries(chosen).filter(([, value]) => value !== undefined))
  const isNarrowed = Object.keys(wanted).length > 0
  return (
    <div className="page">
      <PageHead
        title={t('letter.title')}
        crumb={<span>{t('letter.lead')}</span>}
        actions={
          <ExportLinks
            formats={['csv']}
            addressOf={(format) =>
              `/api/dead-letters/export.${format}${query({ ...filter, lang: t('register.exportLanguage') })}`
            }
          />
        }
      />
      <ConnectionTabs />
      <div className="letter-filters">
        <input
          className="input"
          type="search"
          aria-label={t('letter.search')}
          placeholder={t('letter.search')}
          defaultValue={filter.q ?? ''}
          onChange={(event) => narrow({ q: event.target.value || undefined })}
        />
        <Segments
          label={t('letter.show')}
          value={state ?? 'open'}
          options={(['open', 'settled'] as const).map((each) => [
            each,
            t(each === 'open' ? 'letter.open' : 'letter.settledTab'),
          ])}
          onChange={(value) => narrow({ state: value === 'open' ? undefined : value, ma: undefined })}
        />
        {state === undefined && items && items.length > 0 && (
          <LetterActions isMany choice={{ filter: wanted }} onSent={setSum} />
        )}
      </div>
      {sum && <Result sum={sum} />}
      <div className={`letter-split${ma === undefined ? '' : ' letter-split-open'}`}>
        <div className="table-wrap">
          <LetterGroups
            filter={filter}
            onChoose={({ reason, sender }) => narrow({ reason, sender: sender ?? undefined })}
          />
          {list.isPending && <Loading rows={6} />}
          {list.error && !items && <ErrorBox error={list.error} onRetry={() => void list.refetch()} />}
          {items?.length === 0 && (
            <EmptyState
              icon="check"
              title={t(isNarrowed || state ? 'letter.noneFound' : 'letter.none')}
              {...(isNarrowed || state ? {} : { hint: t('letter.noneHint') })}
              action={
                isNarrowed && <Button onClick={() => void navigate({ search: {} })}>{t('letter.showAll')}</Button>
              }
            />
          )}
          {items && items.length > 0 && (
            <table className="table letters">
              <thead>
                <tr>
                  <th scope="col">{t('letter.receivedAt')}</th>
                  <th scope="col">{t('letter.why')}</th>
                  <th scope="col">{t('letter.sender')}</th>
                  <th scope="col">{t('letter.topic')}</th>
                </tr>
              </thead>
              <tbody>
                {items.map((letter) => (
                  <Row key={letter.id} letter={letter} onOpen={() => narrow({ ma: letter.id })} />
                ))}
              </tbody>
            </table>
          )}
          {list.hasNextPage && (
            <Button disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
              {t('letter.more')}
            </Button>
          )}
        </div>
        {ma !== undefined && (
          <LetterPanel
            key={ma}
            id={ma}
            actions={<LetterActions isMany={false} choice={{ ids: [ma] }} onSent={setSum} />}
            onClose={() => narrow({ ma: undefined })}
          />
        )}
      </div>
    </div>
  )
}

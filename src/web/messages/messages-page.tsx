import './messages.css'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { query } from '../api/client.ts'
import { useMessages } from '../api/messages.ts'
import { Button } from '../kit/button.tsx'
import { EmptyState } from '../kit/empty-state.tsx'
import { ErrorBox } from '../kit/error-box.tsx'
import { bothFormats, ExportLinks } from '../kit/export-links.tsx'
import { Loading } from '../kit/loading.tsx'
import { PageHead } from '../kit/panel.tsx'
import { Segments } from '../kit/segments.tsx'
import { useTitle } from '../shell/use-title.ts'
import { useText } from '../text/use-text.ts'
import { MessageRow } from './message-row.tsx'

const states = ['all', 'waiting', 'sent', 'failed', 'none'] as const

/** What the centre told agencies in sight, and how far each message came. The filter is in the address. */
export function MessagesPage() {
  const { t } = useText()
  useTitle(t('message.title'))
  const { state } = useSearch({ from: '/shell/tin-nhan' })
  const navigate = useNavigate({ from: '/tin-nhan' })
  const { list, items } = useMessages({ state })
  const file = (format: string) =>
    `/api/messages/export.${format}${query({ state, lang: t('register.exportLanguage') })}`
  return (
    <div className="page">
      <PageHead
        title={t('message.title')}
        crumb={<span>{t('message.lead')}</span>}
        actions={<ExportLinks formats={bothFormats} addressOf={file} />}
      />
      <div className="filters">
        <Segments
          label={t('message.show')}
          value={state ?? 'all'}
          options={states.map((each) => [each, t(`message.filter.${each}`)])}
          onChange={(chosen) => void navigate({ search: chosen === 'all' ? {} : { state: chosen } })}
        />
      </div>
      <div className="table-wrap">
        {list.isPending && <Loading rows={6} />}
        {list.error && !items && <ErrorBox error={list.error} onRetry={() => list.refetch()} />}
        {items?.length === 0 && (
          <EmptyState
            icon="bell"
            title={state ? t('message.emptyFilter') : t('message.empty')}
            {...(state ? {} : { hint: t('message.emptyHint') })}
            action={state && <Button onClick={() => void navigate({ search: {} })}>{t('message.showAll')}</Button>}
          />
        )}
        {items && items.length > 0 && (
          <table className="table messages">
            <thead>
              <tr>
                <th scope="col" className="num">
                  {t('message.at')}
                </th>
                <th scope="col">{t('message.agency')}</th>
                <th scope="col">{t('message.text')}</th>
                <th scope="col">{t('message.delivery')}</th>
              </tr>
            </thead>
            <tbody>
              {items.map((message) => (
                <MessageRow key={message.id} message={message} />
              ))}
            </tbody>
          </table>
        )}
        {list.hasNextPage && (
          <div className="foot">
            <Button onClick={() => list.fetchNextPage()}>{t('common.more')}</Button>
          </div>
        )}
      </div>
    </div>
  )
}

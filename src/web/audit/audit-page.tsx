import './audit.css'
import { Link, useSearch } from '@tanstack/react-router'
import type { AuditRow } from '../../core/api/audit.ts'
import { useAudit } from '../api/audit.ts'
import { query } from '../api/client.ts'
import { type Register, useRegisters } from '../api/records.ts'
import { Moment } from '../kit/age.tsx'
import { Button } from '../kit/button.tsx'
import { betweenDays } from '../kit/day-filter.tsx'
import { EmptyState } from '../kit/empty-state.tsx'
import { ErrorBox } from '../kit/error-box.tsx'
import { bothFormats, ExportLinks } from '../kit/export-links.tsx'
import { Loading } from '../kit/loading.tsx'
import { PageHead } from '../kit/panel.tsx'
import { SettingsNav } from '../settings/settings-nav.tsx'
import { useTitle } from '../shell/use-title.ts'
import { useText } from '../text/use-text.ts'
import { AuditDetail } from './audit-detail.tsx'
import { AuditFilters } from './audit-filters.tsx'
import { actionWords } from './audit-words.ts'
import { SealBox } from './seal-box.tsx'
import { subjectPage } from './subject-page.ts'

const columns = ['at', 'who', 'what', 'agency'] as const

function Row({ row, registers }: { row: AuditRow; registers: readonly Register[] }) {
  const { t, local } = useText()
  const { subject, detail } = row
  const page = subjectPage(subject)
  const name = subject.title ?? subject.id
  const hasDetail = Object.keys(detail).length > 0
  return (
    <tr>
      <td className="num nowrap">
        <Moment at={row.at} />
      </td>
      <td className="audit-who" data-label={t('audit.col.who')}>
        {row.actor?.name ?? <i>{t('audit.centre')}</i>}
      </td>
      <td className="wide">
        <div className="audit-what">
          <b>{local(actionWords(row.action, subject.kind, registers))}</b>
          {page ? (
            <Link className="link" to={page}>
              {name}
            </Link>
          ) : (
            <span>{name}</span>
          )}
          {hasDetail && <AuditDetail row={row} registers={registers} />}
        </div>
      </td>
      <td data-label={t('audit.col.agency')}>{row.agency?.name ?? t('common.empty')}</td>
    </tr>
  )
}

/** Settings: who did what, and whether the audit is whole. What is chosen stands in the address. */
export function AuditPage() {
  const { t } = useText()
  useTitle(t('audit.title'))
  const { from, to, ...rest } = useSearch({ from: '/shell/cai-dat/nhat-ky' })
  const filter = { ...rest, ...betweenDays({ from, to }) }
  const { data: registers = [] } = useRegisters()
  const { list, items } = useAudit(filter)
  const isNarrowed = Object.values(filter).some((value) => value !== undefined)
  const file = (format: string) =>
    `/api/audit/export.${format}${query({ ...filter, lang: t('register.exportLanguage') })}`
  return (
    <div className="page">
      <PageHead
        crumb={t('settings.title')}
        title={t('audit.title')}
        actions={<ExportLinks formats={bothFormats} addressOf={file} />}
      />
      <SettingsNav />
      <div className="scroll audit-body">
        <p className="prose audit-lead">{t('audit.lead')}</p>
        <SealBox />
        <AuditFilters />
        {list.isPending && <Loading rows={8} />}
        {list.error && !items && <ErrorBox error={list.error} onRetry={() => void list.refetch()} />}
        {items?.length === 0 && (
          <EmptyState
            icon="note"
            title={t(isNarrowed ? 'audit.noneFound' : 'audit.empty')}
            {...(isNarrowed ? {} : { hint: t('audit.emptyHint') })}
          />
        )}
        {items && items.length > 0 && (
          <table className="table audit">
            <thead>
              <tr>
                {columns.map((column) => (
                  <th key={column} scope="col" className={column === 'at' ? 'num' : undefined}>
                    {t(`audit.col.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {items.map((row) => (
                <Row key={row.id} row={row} registers={registers} />
              ))}
            </tbody>
          </table>
        )}
        {list.hasNextPage && (
          <div className="foot">
            <Button disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
              {t('common.more')}
            </Button>
          </div>
        )}
      </div>
    </div>
  )
}

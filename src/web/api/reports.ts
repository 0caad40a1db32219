import { useMutation, useQuery } from '@tanstack/react-query'
import type { AlertCount, IndicatorRow, Report, ReportDetail } from '../../core/api/indicators.ts'
import { get, send } from './client.ts'
import { refreshAfter } from './live-keys.ts'
import { usePages } from './pages.ts'
import { queryClient } from './query-client.ts'

/** Reports in sight. */
export function useReports() {
  return usePages<Report>(['reports'], '/api/reports')
}

/** One report with its lines, frozen and of today. */
export function useReport(id: string) {
  return useQuery({
    queryKey: ['report', id],
    queryFn: ({ signal }) => get<ReportDetail>(`/api/reports/${id}`, signal),
  })
}

/** The rows a frozen figure was counted from. */
export function useReportRows(id: string, line: string, count?: AlertCount) {
  const narrowed = count ? `?count=${count}` : ''
  return usePages<IndicatorRow>(
    ['report', id, 'rows', line, count ?? 'all'],
    `/api/reports/${id}/lines/${encodeURIComponent(line)}/rows${narrowed}`,
  )
}

/** Freezes the figures of a period into a new report. */
export function useCreateReport() {
  return useMutation({
    mutationFn: (report: { period: string; agencyId: number }) => send<Report>('POST', '/api/reports', report),
    onSuccess: (report) => refreshAfter(queryClient, { kind: 'report', action: 'created', ids: [report.id] }),
  })
}

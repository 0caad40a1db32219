import { useQuery } from '@tanstack/react-query'
import type { AlertCount, IndicatorRow } from '../../core/api/indicators.ts'
import type { NewReport, Report, ReportDetail, ReportText } from '../../core/api/reports.ts'
import type { ReportMove } from '../../core/report-state.ts'
import { get, send } from './client.ts'
import { refreshAfter } from './live-keys.ts'
import { usePages } from './pages.ts'
import { queryClient } from './query-client.ts'
import { useAct } from './use-act.ts'

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
  return useAct({
    mutationFn: (report: NewReport) => send<Report>('POST', '/api/reports', report),
    onSuccess: (report) => refreshAfter(queryClient, { kind: 'report', action: 'created', ids: [report.id] }),
  })
}

function useReportChange<Wanted = void>(path: (wanted: Wanted) => { to: string; body?: object }, id: string) {
  return useAct({
    mutationFn: (wanted: Wanted) => {
      const { to, body } = path(wanted)
      return send<ReportDetail>('POST', `/api/reports/${id}/${to}`, body)
    },
    onSuccess: (report) => {
      queryClient.setQueryData(['report', report.id], report)
      refreshAfter(queryClient, { kind: 'report', action: 'moved', ids: [id] })
    },
  })
}

/** Sends a report, takes it back, approves it, or returns it with a reason. */
export const useMoveReport = (id: string) =>
  useReportChange(
    ({ move, reason }: { move: ReportMove; reason?: string }) => ({
      to: move,
      ...(reason === undefined ? {} : { body: { reason } }),
    }),
    id,
  )

/** Writes what stands beside the figures. */
export const useWriteText = (id: string) => useReportChange((body: ReportText) => ({ to: 'texts', body }), id)

/** Counts a report anew, as its next version. */
export const useCountAnew = (id: string) => useReportChange(() => ({ to: 'versions' }), id)

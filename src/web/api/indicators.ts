import { useQuery } from '@tanstack/react-query'
import type {
  AlertCount,
  IndicatorCourse,
  IndicatorInfo,
  IndicatorResult,
  IndicatorRow,
} from '../../core/api/indicators.ts'
import { get, query } from './client.ts'
import { usePages } from './pages.ts'

/** Every indicator this installation computes. */
export function useIndicators() {
  return useQuery({
    queryKey: ['indicators'],
    queryFn: ({ signal }) => get<{ items: IndicatorInfo[] }>('/api/indicators', signal),
    staleTime: 10 * 60_000,
  })
}

/** One indicator over one period: in all and for each agency in sight. */
export function useIndicator(key: string | undefined, period: string) {
  return useQuery({
    queryKey: ['indicator', key, period],
    queryFn: ({ signal }) => get<IndicatorResult>(`/api/indicators/${key}${query({ period })}`, signal),
    enabled: key !== undefined,
  })
}

/** How one indicator went over twelve periods; fetched anew every few minutes, not with every change of the field. */
export function useIndicatorCourse(key: string, period: string) {
  return useQuery({
    queryKey: ['indicator-course', key, period],
    queryFn: ({ signal }) => get<IndicatorCourse>(`/api/indicators/${key}/course${query({ period })}`, signal),
    staleTime: 60_000,
    refetchInterval: 5 * 60_000,
  })
}

/** The rows behind one figure; all counts when `count` is left out, all agencies when `agencyId` is. */
export function useIndicatorRows(
  key: string,
  period: string,
  rows: { cutOffAt: string; agencyId?: number | undefined; count?: AlertCount | undefined },
) {
  return usePages<IndicatorRow>(
    ['indicator', key, period, 'rows', rows],
    `/api/indicators/${key}/rows${query({ period, ...rows })}`,
  )
}

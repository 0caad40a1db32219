import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type {
  AlertCount,
  IndicatorAreas,
  IndicatorBoard,
  IndicatorInfo,
  IndicatorResult,
  IndicatorRow,
  NewTarget,
  Target,
} from '../../core/api/indicators.ts'
import { get, query, send } from './client.ts'
import { usePages } from './pages.ts'
import { queryClient } from './query-client.ts'
import { useAct } from './use-act.ts'

/** Every indicator this installation computes. */
export function useIndicators() {
  return useQuery({
    queryKey: ['indicators'],
    queryFn: ({ signal }) => get<{ items: IndicatorInfo[] }>('/api/indicators', signal),
    staleTime: 10 * 60_000,
  })
}

/** Every indicator in a period at one look; fetched anew every minute, not with every change of the field. */
export function useIndicatorBoard(period: string) {
  return useQuery({
    queryKey: ['indicator-board', period],
    queryFn: ({ signal }) => get<IndicatorBoard>(`/api/indicators/board${query({ period })}`, signal),
    refetchInterval: 60_000,
    placeholderData: keepPreviousData,
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

/** One indicator over one period by commune; fetched anew every minute. */
export function useIndicatorAreas(key: string | undefined, period: string) {
  return useQuery({
    queryKey: ['indicator-areas', key, period],
    queryFn: ({ signal }) => get<IndicatorAreas>(`/api/indicators/${key}/areas${query({ period })}`, signal),
    refetchInterval: 60_000,
    enabled: key !== undefined,
  })
}

/** What was set as target of an indicator, newest first. */
export function useTargets(key: string) {
  return useQuery({
    queryKey: ['indicator-targets', key],
    queryFn: ({ signal }) => get<{ items: Target[] }>(`/api/indicators/${key}/targets`, signal),
  })
}

/** Sets what an indicator should be in a period, or takes it back. */
export function useSetTarget(key: string) {
  return useAct({
    mutationFn: (target: NewTarget) => send<{ items: Target[] }>('POST', `/api/indicators/${key}/targets`, target),
    onSuccess: (targets) => {
      queryClient.setQueryData(['indicator-targets', key], targets)
      return queryClient.invalidateQueries({ queryKey: ['indicator-board'] })
    },
  })
}

/** Which rows behind a figure: all counts when `count` is left out, all agencies when `agencyId` is, all communes when `area` is. */
export interface RowsBehind {
  readonly cutOffAt: string
  readonly agencyId?: number | undefined
  readonly area?: string | undefined
  readonly count?: AlertCount | undefined
  /** Late for one reason; «none»: nobody said why. */
  readonly reason?: string | undefined
}

/** The rows behind one figure. */
export function useIndicatorRows(key: string, period: string, rows: RowsBehind) {
  return usePages<IndicatorRow>(
    ['indicator', key, period, 'rows', rows],
    `/api/indicators/${key}/rows${query({ period, ...rows })}`,
  )
}

import { useQuery } from '@tanstack/react-query'
import type { SimilarIncident } from '../../core/api/similar-incident.ts'
import type { IncidentDetail } from '../../core/api/work.ts'
import { get } from './client.ts'

/** Earlier incidents that are most like one; asked for anew only where its alerts are others: nothing else of it counts. */
export function useSimilar({ id, alerts }: Pick<IncidentDetail, 'id' | 'alerts'>) {
  return useQuery({
    queryKey: ['similar-incidents', id, alerts.length],
    queryFn: async ({ signal }) =>
      (await get<{ items: SimilarIncident[] }>(`/api/incidents/${id}/similar`, signal)).items,
    staleTime: 5 * 60_000,
  })
}

import { useQuery } from '@tanstack/react-query'
import type { AnswerHandover, OfferHandover } from '../../core/api/handover.ts'
import type { Commander } from '../../core/api/incident-picture.ts'
import { get, send } from './client.ts'
import { refreshAfter } from './live-keys.ts'
import { queryClient } from './query-client.ts'
import { useAct } from './use-act.ts'

/** To whom one may hand an incident over. */
export function useSuccessors(id: string) {
  return useQuery({
    queryKey: ['incident', id, 'successors'],
    queryFn: async ({ signal }) => (await get<{ items: Commander[] }>(`/api/incidents/${id}/successors`, signal)).items,
  })
}

/** Offering the command of an incident, and answering an offer; who was second sees how it stands by now. */
export function useHandover(id: string) {
  const onSettled = () => refreshAfter(queryClient, { kind: 'incident', action: 'changed', ids: [id] })
  const offer = useAct({
    mutationFn: (wanted: OfferHandover) => send<unknown>('POST', `/api/incidents/${id}/handovers`, wanted),
    onSettled,
  })
  const answer = useAct({
    mutationFn: ({ offerId, given }: { offerId: string; given: AnswerHandover }) =>
      send<unknown>('POST', `/api/incidents/${id}/handovers/${offerId}`, given),
    onSettled,
  })
  return { offer, answer }
}

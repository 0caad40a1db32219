import { useQuery } from '@tanstack/react-query'
import type {
  ChosenLetters,
  DeadLetter,
  DeadLetterDetail,
  DismissAnswer,
  LetterGroup,
  RefusalReason,
  ReplayAnswer,
} from '../../core/api/dead-letters.ts'
import { get, query, send } from './client.ts'
import { usePages } from './pages.ts'
import { queryClient } from './query-client.ts'
import { useAct } from './use-act.ts'

/** Which letters are shown; without a word all that are open. */
export type ShownLetters = {
  readonly state?: 'settled' | undefined
  readonly reason?: RefusalReason | undefined
  readonly sender?: string | undefined
  readonly q?: string | undefined
}

/** Dead letters that pass, newest first. */
export const useDeadLetters = (filter: ShownLetters) =>
  usePages<DeadLetter>(['dead-letters', 'list', filter], `/api/dead-letters${query(filter)}`)

/** The same by sender and reason, whatever is chosen of them. No event tells of new ones: it is asked again. */
export const useLetterGroups = ({ state, q }: ShownLetters) =>
  useQuery({
    queryKey: ['dead-letters', 'groups', state, q],
    queryFn: ({ signal }) => get<{ items: LetterGroup[] }>(`/api/dead-letters/groups${query({ state, q })}`, signal),
    refetchInterval: 30_000,
  })

/** One with what it held. */
export const useDeadLetter = (id: number) =>
  useQuery({
    queryKey: ['dead-letters', 'one', id],
    queryFn: ({ signal }) => get<DeadLetterDetail>(`/api/dead-letters/${id}`, signal),
  })

const onSettled = () => queryClient.invalidateQueries({ queryKey: ['dead-letters'] })

/** What became of all that were sent again, over as many calls as it took. */
export type ReplaySum = Pick<ReplayAnswer, 'settled' | 'refused' | 'results'>

/** Sends again and puts aside, call after call until none is left. `onProgress`: how many were looked at so far. */
export function useLetterActions(onProgress: (count: number) => void) {
  const replay = useAct({
    mutationFn: async (choice: ChosenLetters): Promise<ReplaySum> => {
      const sum: ReplaySum = { settled: 0, refused: 0, results: [] }
      let next: number | null = 0
      while (next !== null) {
        const body: ChosenLetters = choice.ids ? choice : { ...choice, after: next }
        const answer: ReplayAnswer = await send('POST', '/api/dead-letters/replay', body)
        sum.settled += answer.settled
        sum.refused += answer.refused
        sum.results.push(...answer.results)
        onProgress(sum.results.length)
        next = answer.next
      }
      return sum
    },
    onSettled,
  })
  const dismiss = useAct({
    mutationFn: async ({ choice, reason }: { choice: ChosenLetters; reason: string }): Promise<number> => {
      let count = 0
      let next: number | null = 0
      while (next !== null) {
        const part: ChosenLetters = choice.ids ? choice : { ...choice, after: next }
        const answer: DismissAnswer = await send('POST', '/api/dead-letters/dismiss', { choice: part, reason })
        count += answer.dismissed
        onProgress(count)
        next = answer.next
      }
      return count
    },
    onSettled,
  })
  return { replay, dismiss }
}

import { notifyManager, type UseMutationOptions, type UseMutationResult, useMutation } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { onceAtATime } from './once-at-a-time.ts'
import { queryClient } from './query-client.ts'

/** Ends once everything that is being fetched for the page is there and was handed to it. */
async function pageIsNew(): Promise<void> {
  const fetching = queryClient.getQueryCache().findAll({ type: 'active', fetchStatus: 'fetching' })
  await Promise.allSettled(fetching.map(({ promise }) => promise))
  await new Promise<void>((resolve) => notifyManager.schedule(resolve))
}

/** A mutation that the same control does not begin a second time for the same thing until what it did is to be seen. */
export function useAct<Answer, Asked = void>(
  options: UseMutationOptions<Answer, Error, Asked>,
): UseMutationResult<Answer, Error, Asked> {
  const made = useMutation(options)
  const [once] = useState(() => onceAtATime(pageIsNew))
  const { mutateAsync: begin } = made
  const guarded = useMemo(() => {
    const mutateAsync: typeof begin = (...asked) => once(asked[0], () => begin(...asked))
    // What went wrong is told by the mutation itself.
    const mutate: typeof made.mutate = (...asked) => void mutateAsync(...asked).catch(() => undefined)
    return { mutate, mutateAsync }
  }, [begin, once])
  return { ...made, ...guarded }
}

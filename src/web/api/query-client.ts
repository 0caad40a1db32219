import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { ApiProblem } from './client.ts'

type Listener = () => void
let onSessionEnded: Listener = () => {}

/** Names what happens when any request says that nobody is signed in. */
export function whenSessionEnds(listener: Listener): void {
  onSessionEnded = listener
}

function watch(error: Error): void {
  if (error instanceof ApiProblem && error.status === 401) onSessionEnded()
}

/** The page's memory of the server. Live changes say what to fetch anew, so nothing is polled. */
export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: watch }),
  mutationCache: new MutationCache({ onError: watch }),
  defaultOptions: {
    mutations: { networkMode: 'always' },
    queries: {
      // Without a line the last answers are still to be had (public/service-worker.js), and what is not fails in words.
      networkMode: 'always',
      staleTime: 30_000,
      refetchOnWindowFocus: false,
      retry: (count, error) => count < 2 && error instanceof ApiProblem && (error.status === 0 || error.status >= 502),
      retryDelay: (attempt) => 500 * 2 ** attempt,
    },
  },
})

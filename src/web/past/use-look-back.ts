import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'

/** The moment that the situation page looks back to, by its address; `at` undefined is the present. */
export function useLookBack() {
  const { time } = useSearch({ from: '/shell/' })
  const navigate = useNavigate({ from: '/' })
  const isPast = time !== undefined
  const look = useCallback(
    (ms: number | null) =>
      void navigate({
        search: (shown) => ({ ...shown, time: ms === null ? undefined : new Date(ms).toISOString() }),
        // The way back of the browser leads to the present, not through every moment that was passed.
        replace: isPast,
        resetScroll: false,
      }),
    [navigate, isPast],
  )
  return { at: time, look }
}

import { useEffect, useState } from 'react'

/** Where the focus was when the part that stands over the page came, it is again when that is gone, unless it has gone elsewhere. */
export function useFocusBack(): void {
  const [before] = useState(() => document.activeElement)
  useEffect(
    () => () => {
      const isLost = document.activeElement === null || document.activeElement === document.body
      if (isLost && before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true })
    },
    [before],
  )
}

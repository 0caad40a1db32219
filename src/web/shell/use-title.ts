import { useEffect } from 'react'
import { useText } from '../text/use-text.ts'

/** Names the page in the browser's title and history. */
export function useTitle(page: string): void {
  const { t } = useText()
  useEffect(() => {
    document.title = t('app.title', { page })
  }, [t, page])
}

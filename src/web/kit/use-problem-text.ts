import { useCallback } from 'react'
import { ApiProblem } from '../api/client.ts'
import { useText } from '../text/use-text.ts'
import { vi } from '../text/vi.ts'

type KnownCode = keyof typeof vi.error.code

function isKnown(code: string): code is KnownCode {
  return code in vi.error.code
}

/** Puts a failure into words: what is wrong and how to mend it. */
export function useProblemText() {
  const { t } = useText()
  return useCallback(
    (error: unknown): string => {
      if (!(error instanceof ApiProblem)) return t('error.unknown', { code: 'page' })
      if (error.status === 0) return t('error.network')
      if (isKnown(error.code)) return t(`error.code.${error.code}`)
      if (error.status === 401) return t('error.code.unauthenticated')
      if (error.status === 403) return t('error.code.forbidden')
      if (error.status === 404) return t('error.code.not_found')
      if (error.status === 429) return t('error.code.too_many')
      // The server's own sentence says which rule refused; a bare status does not.
      return error.code.startsWith('http_') ? t('error.unknown', { code: error.code }) : error.message
    },
    [t],
  )
}

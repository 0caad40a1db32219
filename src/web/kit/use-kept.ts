import { useEffect, useRef, useState } from 'react'
import { useSession } from '../api/session.ts'
import { draftKey, dropDraft, readKept, writeDraft } from './draft-store.ts'

/**
 * What is being written, kept on this machine for this person while it differs from where it began, and there again after a reload or
 * when the form is opened anew. `drop` once it was sent or is not wanted any more.
 */
export function useKept<T extends object>(what: string, start: T) {
  const { session } = useSession()
  const key = draftKey(session?.account.id ?? 0, 'text', what)
  const [first] = useState(start)
  const [value, setValue] = useState<T>(() => ({ ...first, ...readKept<T>(localStorage, key, first) }))
  const isOver = useRef(false)
  const written = JSON.stringify(value)
  useEffect(() => {
    if (isOver.current) return
    if (written === JSON.stringify(first)) dropDraft(localStorage, key)
    else writeDraft(localStorage, key, JSON.parse(written))
  }, [key, written, first])
  return {
    value,
    set: (part: Partial<T>) => {
      isOver.current = false
      setValue((before) => ({ ...before, ...part }))
    },
    drop: () => {
      isOver.current = true
      dropDraft(localStorage, key)
    },
  }
}

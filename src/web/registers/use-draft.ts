import { useEffect, useState } from 'react'
import type { Values } from '../api/records.ts'
import { dropDraft, readDraft, writeDraft } from '../kit/draft-store.ts'
import { serverNow } from '../kit/server-clock.ts'
import { changesOf } from './clashes.ts'

/** How long typing rests before the draft is kept. */
const restMs = 400

/**
 * What is being typed into a form. It is kept on this machine while it differs from where it began, and is there again when the form
 * is opened anew. `secret`: fields that are never kept there.
 */
export function useDraft(options: {
  readonly key: string
  readonly base: Values
  readonly version: number | null
  readonly agency: string
  readonly secret: readonly string[]
}) {
  const { key, base, version, secret } = options
  const [found] = useState(() => readDraft(localStorage, key))
  const [values, setValues] = useState<Values>({ ...base, ...found?.values })
  const [agency, setAgency] = useState(found?.agency ?? options.agency)
  const [keptAt, setKeptAt] = useState<string>()
  const [isRestored, setRestored] = useState(found !== null)
  const changed = changesOf(base, values)
  const isDirty = Object.keys(changed).length > 0
  const open = Object.fromEntries(Object.entries(changed).filter(([name]) => !secret.includes(name)))
  const kept = JSON.stringify(open)

  useEffect(() => {
    if (kept === '{}') {
      dropDraft(localStorage, key)
      return
    }
    const timer = setTimeout(() => {
      const at = new Date(serverNow()).toISOString()
      if (
        writeDraft(localStorage, key, {
          at,
          version,
          agency,
          values: JSON.parse(kept),
          base: pickFrom(base, JSON.parse(kept)),
        })
      )
        setKeptAt(at)
    }, restMs)
    return () => clearTimeout(timer)
  }, [key, version, agency, kept, base])

  const drop = () => {
    dropDraft(localStorage, key)
    setKeptAt(undefined)
    setRestored(false)
  }
  return {
    values,
    changed,
    isDirty,
    agency,
    keptAt,
    /** What stood when the restored draft was begun, where that was another version than now. */
    staleBase: found && found.version !== version ? found.base : undefined,
    restoredAt: isRestored ? found?.at : undefined,
    setAgency,
    set: (name: string, value: unknown) => setValues((now) => ({ ...now, [name]: value })),
    replace: (next: Values) => setValues(next),
    /** Forgets the draft and what was typed. */
    reset: () => {
      drop()
      setValues(base)
    },
    drop,
  }
}

const pickFrom = (base: Values, keys: object): Values =>
  Object.fromEntries(Object.keys(keys).map((key) => [key, base[key] ?? null]))

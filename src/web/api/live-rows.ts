import type { InfiniteData, QueryKey } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { Asset } from '../../core/api/assets.ts'
import { get, query } from './client.ts'
import { watchChanges } from './live.ts'
import { queryClient } from './query-client.ts'

const pauseMs = 2_000
/** Rows asked for at once; the rest waits for the next turn. */
const most = 200

type Pages = InfiniteData<{ items: Asset[]; next: string | null }>

/** Puts newer assets where the older ones stood; the order stays, so that nothing moves under the pointer. */
export function withNewer(pages: Pages | undefined, newer: readonly Asset[]): Pages | undefined {
  if (!pages) return pages
  const byCode = new Map(newer.map((asset) => [asset.code, asset]))
  return {
    ...pages,
    pages: pages.pages.map((page) => ({ ...page, items: page.items.map((asset) => byCode.get(asset.code) ?? asset) })),
  }
}

/**
 * Keeps the rows of a list as new as the field: those whose readings came are asked for by code, at most once in two seconds however
 * many came; an alert makes the counts and the rows new in the same pace. The list itself is not fetched anew.
 */
export function useLiveRows(key: QueryKey, rows: readonly Asset[] | undefined): void {
  const shown = useRef<ReadonlySet<string>>(new Set())
  shown.current = new Set(rows?.map(({ code }) => code))
  const name = JSON.stringify(key)
  useEffect(() => {
    const waiting = new Set<string>()
    let isAlert = false
    let timer: ReturnType<typeof setTimeout> | undefined
    let isOver = false

    async function turn(): Promise<void> {
      const codes = [...(isAlert ? shown.current : waiting)].slice(0, most)
      if (isAlert) {
        void queryClient.invalidateQueries({ queryKey: ['assets', 'counts'] })
        void queryClient.invalidateQueries({ queryKey: ['asset-types'] })
      }
      isAlert = false
      for (const code of codes) waiting.delete(code)
      if (codes.length > 0) {
        const path = `/api/assets${query({ codes: codes.join(','), limit: most })}`
        // What cannot be fetched now comes with the next change, or with the list when the line is back.
        const page = await get<{ items: Asset[] }>(path).catch(() => ({ items: [] }))
        queryClient.setQueryData<Pages>(JSON.parse(name), (pages) => withNewer(pages, page.items))
      }
      timer = undefined
      if (!isOver && (isAlert || waiting.size > 0)) timer = setTimeout(turn, pauseMs)
    }

    const stop = watchChanges(({ kind, ids }) => {
      if (kind === 'reading') for (const code of ids) if (shown.current.has(code)) waiting.add(code)
      if (kind === 'alert') isAlert = true
      if (isAlert || waiting.size > 0) timer ??= setTimeout(turn, pauseMs)
    })
    return () => {
      isOver = true
      stop()
      clearTimeout(timer)
    }
  }, [name])
}

import { type QueryKey, useInfiniteQuery } from '@tanstack/react-query'
import { get } from './client.ts'

/** One page of a list; `next` is the address of the following page. */
interface Page<T> {
  items: T[]
  next: string | null
}

/** A list that is fetched page by page: all items so far, and a way to fetch more. */
export function usePages<T>(key: QueryKey, path: string, enabled = true) {
  const list = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam, signal }) => get<Page<T>>(pageParam, signal),
    initialPageParam: path,
    getNextPageParam: (page) => page.next ?? undefined,
    enabled,
  })
  return { list, items: list.data?.pages.flatMap((page) => page.items) }
}

import type { TFunction } from 'i18next'

/** The same with `count` of i18next from what is put in as `n`: one, or as many as there are others; numbers arrive as they are written. */
export const withCount = (plain: TFunction): TFunction =>
  // The keys and what goes with each are those of the one it stands for.
  ((key: never, of?: { n?: unknown }) =>
    plain(key, (of?.n ? { ...of, count: String(of.n) === '1' ? 1 : 2 } : of) as never)) as unknown as TFunction

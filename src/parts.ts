import type { Logger } from 'pino'

/** What was opened, to be closed in reverse. */
export interface Parts {
  add(closer: () => Promise<void>): void
  /** Closes all, the last first; one that does not close keeps no other from it. Safe to call twice. */
  close(): Promise<void>
}

export function openParts(log: Pick<Logger, 'error'>): Parts {
  const closers: (() => Promise<void>)[] = []
  return {
    add: (closer) => void closers.push(closer),
    async close() {
      for (const closer of closers.splice(0).reverse()) {
        await closer().catch((error: Error) => log.error({ err: error.message }, 'a part did not close'))
      }
    },
  }
}

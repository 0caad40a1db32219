import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

/** A load in a process of its own. */
export interface Runner {
  /** Readings a second over so long. */
  run(ms: number): Promise<number>
  close(): Promise<void>
}

/** Starts a program of this folder that serves runs. */
export function openRunner(program: string, args: readonly string[]): Runner {
  const child = fork(join(import.meta.dirname, program), [...args])
  return {
    async run(ms) {
      child.send({ ms })
      // Whichever comes first, the other is listened for no longer.
      const over = new AbortController()
      const heard = (event: string) => once(child, event, { signal: over.signal })
      const [answer] = await Promise.race([heard('message'), heard('exit')]).finally(() => over.abort())
      if (typeof answer?.rate !== 'number') throw new Error(`${program}: ${answer?.fault ?? 'ended'}`)
      return answer.rate
    },
    async close() {
      if (child.connected) child.disconnect()
      if (child.exitCode === null) await once(child, 'exit')
    },
  }
}

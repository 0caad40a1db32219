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
      const [answer] = await Promise.race([once(child, 'message'), once(child, 'exit')])
      if (typeof answer?.rate !== 'number') throw new Error(`${program}: ${answer?.fault ?? 'ended'}`)
      return answer.rate
    },
    async close() {
      if (child.connected) child.disconnect()
      if (child.exitCode === null) await once(child, 'exit')
    },
  }
}

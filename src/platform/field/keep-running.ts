import { type ChildProcess, spawn } from 'node:child_process'
import type { Logger } from 'pino'

/** A process of the field that is kept running. */
export interface Running {
  /** It has ended by itself, all said. */
  isOver(): boolean
  close(): Promise<void>
}

const restartMs = 5_000

/** Runs a program of ours as a child, again after each failure; it ends with us, however we end. */
export function keepRunning(options: {
  readonly program: string
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string | undefined>>
  /** As the log calls it. */
  readonly name: string
  /** Takes what it tells us, if it tells anything. */
  readonly onMessage?: (message: unknown) => void
  readonly log: Logger
}): Running {
  const { program, args, env, name, onMessage, log } = options
  let isClosing = false
  let isOver = false
  let child: ChildProcess | null = null
  let restart: NodeJS.Timeout | undefined

  function run(): void {
    // Its standard input is our pipe: when we die, however we die, it ends and so does the child.
    child = spawn(process.execPath, [program, ...args], {
      stdio: ['pipe', 'ignore', 'pipe', ...(onMessage ? (['ipc'] as const) : [])],
      env: { PATH: process.env.PATH, ...env },
    })
    child.stderr?.on('data', (chunk: Buffer) =>
      log.warn({ text: chunk.toString('utf8').slice(0, 500) }, `${name} says`),
    )
    if (onMessage) child.on('message', onMessage)
    child.on('error', (error) => log.error({ err: error.message }, `${name} cannot be started`))
    child.on('exit', (code) => {
      child = null
      if (isClosing) return
      isOver = code === 0
      log.info({ code }, isOver ? `${name} is over` : `${name} failed and is started again`)
      if (!isOver) restart = setTimeout(run, restartMs)
    })
  }
  run()

  return {
    isOver: () => isOver,
    async close() {
      isClosing = true
      clearTimeout(restart)
      const running = child
      if (!running) return
      const ended = new Promise((resolve) => running.once('exit', resolve))
      running.kill('SIGTERM')
      await ended
    },
  }
}

import { spawn } from 'node:child_process'

/** Set-up was told to stop; the step it was in is ended first. */
class StoppedError extends Error {}

/**
 * Runs a program in its own process group, prints the seconds it takes so far, and ends the whole group when set-up is
 * told to stop (SIGTERM, SIGINT, SIGHUP).
 * @throws when it fails; the message names the step, the exit code and `mend`
 */
export async function runStep({ title, command, args, cwd, env, mend, lock }) {
  const startedMs = Date.now()
  const seconds = () => Math.round((Date.now() - startedMs) / 1000)
  console.log(`${title} …`)
  const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'inherit', 'inherit'], detached: true })
  lock.setStep(child.pid)
  const timer = setInterval(() => console.log(`  … still at it, ${seconds()} s`), 5_000)
  let stopped = false
  const stop = () => {
    stopped = true
    signalGroup(child.pid, 'SIGTERM')
    setTimeout(() => signalGroup(child.pid, 'SIGKILL'), 5_000).unref()
  }
  const signals = ['SIGTERM', 'SIGINT', 'SIGHUP']
  for (const signal of signals) process.on(signal, stop)
  try {
    const code = await new Promise((resolve, reject) => {
      child.once('error', reject)
      child.once('close', (exitCode, signal) => resolve(exitCode ?? signal))
    })
    if (stopped) throw new StoppedError('It was stopped by a signal; the next start takes it up again.')
    if (code !== 0) throw new Error(`${title}: "${command} ${args.join(' ')}" ended with ${code}.\n${mend}`)
    console.log(`  done in ${seconds()} s`)
  } finally {
    clearInterval(timer)
    lock.setStep(undefined)
    if (stopped) signalGroup(child.pid, 'SIGKILL')
    for (const signal of signals) process.off(signal, stop)
  }
}

function signalGroup(pid, signal) {
  try {
    if (pid !== undefined) process.kill(-pid, signal)
  } catch {
    // Already gone.
  }
}

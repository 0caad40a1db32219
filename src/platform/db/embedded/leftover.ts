import { existsSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { isPidRunning } from './process-identity.ts'

/** Processes whose working folder is the cluster: PostgreSQL's postmaster and every child of it. */
function processesIn(clusterDir: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        return readlinkSync(`/proc/${pid}/cwd`) === clusterDir && isPidRunning(pid)
      } catch {
        return false
      }
    })
}

function readPostmasterPid(clusterDir: string): number | undefined {
  try {
    return Number.parseInt(readFileSync(join(clusterDir, 'postmaster.pid'), 'utf8'), 10)
  } catch {
    return undefined
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch {
    // Gone in the meantime.
  }
}

/**
 * Ends what an earlier server, killed the hard way, left running in the cluster, and removes a pid file that names a
 * stranger. Call it only while holding the data folder.
 * @throws when a process still holds the cluster after 40 s
 */
export async function clearLeftover(clusterDir: string, onWait: (pids: number[]) => void): Promise<void> {
  const startedMs = Date.now()
  let said = false
  for (;;) {
    const pids = processesIn(clusterDir)
    if (pids.length === 0) break
    if (!said) onWait(pids)
    const waitedMs = Date.now() - startedMs
    const postmaster = readPostmasterPid(clusterDir)
    if (!said && postmaster !== undefined && pids.includes(postmaster)) signal(postmaster, 'SIGINT')
    said = true
    // Backends die by themselves once their postmaster is gone; QUIT and KILL are for those that do not.
    if (waitedMs > 20_000) for (const pid of pids) signal(pid, waitedMs > 30_000 ? 'SIGKILL' : 'SIGQUIT')
    if (waitedMs > 40_000)
      throw new Error(`${clusterDir} is still held by process ${pids.join(', ')}. End it with kill, then start again.`)
    await delay(50)
  }
  // PostgreSQL takes any process with that pid for its own postmaster and would refuse to start: a stranger, and one that is dead
  // but not yet taken note of by its parent as well (a zombie answers signals).
  const named = readPostmasterPid(clusterDir)
  if (named !== undefined && existsSync(`/proc/${named}`)) rmSync(join(clusterDir, 'postmaster.pid'), { force: true })
}

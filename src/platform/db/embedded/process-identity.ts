import { lstatSync, readFileSync } from 'node:fs'
import { z } from 'zod'

/** Names one process for good: a pid alone is reused, together with start time and boot it is not. */
export type ProcessIdentity = {
  pid: number
  /** Start time in clock ticks since boot, field 22 of /proc/<pid>/stat. */
  startTicks: number
  /** /proc/sys/kernel/random/boot_id of the boot the process ran in. */
  bootId: string
}

type ProcessStat = { state: string; startTicks: number }

function readStat(pid: number): ProcessStat | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The second field is the command in brackets and may itself hold spaces and brackets.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return { state: fields[0] ?? '', startTicks: Number(fields[19]) }
  } catch {
    return undefined
  }
}

function readBootId(): string {
  return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
}

/** The identity of the calling process. */
export function ownIdentity(): ProcessIdentity {
  return { pid: process.pid, startTicks: readStat(process.pid)?.startTicks ?? 0, bootId: readBootId() }
}

/** True while a process with this pid runs; a zombie (state Z or X) holds nothing any more and counts as gone. */
export function isPidRunning(pid: number): boolean {
  const stat = readStat(pid)
  if (stat) return stat.state !== 'Z' && stat.state !== 'X'
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // EPERM: it exists, but /proc hides it from us (hidepid).
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** True while exactly this process runs: same boot, same start time, not a zombie. */
export function isSameProcessRunning(identity: ProcessIdentity): boolean {
  if (identity.bootId !== readBootId()) return false
  if (!isPidRunning(identity.pid)) return false
  const stat = readStat(identity.pid)
  return stat === undefined || stat.startTicks === identity.startTicks
}

const identityFile = z.object({ pid: z.number(), startTicks: z.number(), bootId: z.string() })

/** True when `folder` is this user's and its owner.json (an `ownIdentity`) names a process that is gone. */
export function isLeftByDeadProcess(folder: string): boolean {
  try {
    if (lstatSync(folder).uid !== process.geteuid?.()) return false
    return !isSameProcessRunning(identityFile.parse(JSON.parse(readFileSync(`${folder}/owner.json`, 'utf8'))))
  } catch {
    // Being made or removed right now; its owner sees to it.
    return false
  }
}

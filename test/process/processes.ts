import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import {
  isSameProcessRunning,
  ownIdentity,
  type ProcessIdentity,
} from '../../src/platform/db/embedded/process-identity.ts'

type Entry = { identity: ProcessIdentity; parentPid: number }

function readEntries(): Entry[] {
  const { bootId } = ownIdentity()
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8')
        const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
        const identity = { pid: Number(name), startTicks: Number(fields[19]), bootId }
        return [{ identity, parentPid: Number(fields[1]) }]
      } catch {
        return []
      }
    })
}

/** The process `pid` and everything below it at this moment. */
export function readFamily(pid: number): ProcessIdentity[] {
  const entries = readEntries()
  const family = entries.filter((entry) => entry.identity.pid === pid)
  for (const member of family) {
    family.push(...entries.filter((entry) => entry.parentPid === member.identity.pid))
  }
  return family.map((entry) => entry.identity)
}

/** The command lines of those that still run; a zombie does not. */
export function listRunning(family: ProcessIdentity[]): string[] {
  return family.filter(isSameProcessRunning).map(({ pid }) => {
    try {
      return `${pid} ${readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()}`
    } catch {
      return String(pid)
    }
  })
}

/** Processes that work in `folder` or have a file of it open. */
export function listHolders(folder: string): string[] {
  const isInside = (path: string) => path === folder || path.startsWith(`${folder}/`)
  return readEntries()
    .filter(({ identity }) => isSameProcessRunning(identity))
    .filter(({ identity: { pid } }) => {
      try {
        const links = [`/proc/${pid}/cwd`, ...readdirSync(`/proc/${pid}/fd`).map((fd) => `/proc/${pid}/fd/${fd}`)]
        return links.some((link) => isInside(readlinkSync(link)))
      } catch {
        return false
      }
    })
    .map(({ identity }) => String(identity.pid))
}

/** Asks until `condition` holds; for hooks, where `expect.poll` may not be used. Throws `describe()` after `timeoutMs`. */
export async function waitUntil(
  condition: () => boolean | Promise<boolean>,
  timeoutMs: number,
  describe: () => string,
): Promise<void> {
  const deadlineMs = Date.now() + timeoutMs
  while (!(await condition())) {
    if (Date.now() > deadlineMs) throw new Error(`${describe()}\n(waited ${timeoutMs} ms)`)
    await delay(50)
  }
}

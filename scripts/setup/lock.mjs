import { randomUUID } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

function startTicks(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return fields[0] === 'Z' || fields[0] === 'X' ? undefined : fields[19]
  } catch {
    return undefined
  }
}

function bootId() {
  return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
}

function read(path) {
  try {
    const text = readFileSync(path, 'utf8')
    return { text, holder: JSON.parse(text) }
  } catch {
    return undefined
  }
}

/**
 * Takes the set-up for this process and waits, saying so, while another set-up of the same folder runs.
 * A lock of a dead process is taken over, and the program it left running is ended. Gives up waiting as soon as `isReady`: then there is nothing left to do.
 */
export async function takeSetupLock(folder, isReady) {
  mkdirSync(folder, { recursive: true })
  const path = join(folder, 'setup.lock')
  const draft = `${path}.${randomUUID()}`
  const own = { id: draft, pid: process.pid, startTicks: startTicks(process.pid), bootId: bootId() }
  let saidAtMs = 0
  for (;;) {
    const found = read(path)
    if (!found) {
      writeFileSync(draft, JSON.stringify(own))
      try {
        linkSync(draft, path)
        return ownLock(path, draft, own)
      } catch (error) {
        if (error.code !== 'EEXIST') throw error
      } finally {
        rmSync(draft, { force: true })
      }
    } else if (!isRunning(found.holder)) {
      // A set-up killed the hard way leaves its npm running, which must not write beside ours.
      if (found.holder.step && isRunning(found.holder.step)) endGroup(found.holder.step.pid)
      takeAway(path, draft, found.text)
    } else {
      if (Date.now() - saidAtMs > 5_000) {
        console.log(`Another set-up (process ${found.holder.pid}) is at work in this folder; waiting for it …`)
        saidAtMs = Date.now()
      }
      await delay(200)
      if (isReady()) return { setStep: () => undefined, release: () => undefined }
    }
  }
}

function isRunning({ pid, startTicks: ticks, bootId: boot }) {
  return boot === bootId() && ticks !== undefined && startTicks(pid) === ticks
}

function endGroup(pid) {
  console.log(`An earlier set-up was killed and left process ${pid} running; ending it.`)
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // Gone in the meantime.
  }
}

function ownLock(path, draft, own) {
  const isOurs = () => read(path)?.holder.id === own.id
  return {
    /** Notes the program at work, so that whoever takes over a dead lock can end it. */
    setStep: (pid) => {
      if (!isOurs()) return
      const step = pid === undefined ? undefined : { pid, startTicks: startTicks(pid), bootId: own.bootId }
      writeFileSync(draft, JSON.stringify({ ...own, step }))
      renameSync(draft, path)
    },
    release: () => isOurs() && rmSync(path, { force: true }),
  }
}

// Renaming takes exactly one file; if it was not the dead one but a fresh lock, it is put back.
function takeAway(path, draft, deadText) {
  try {
    renameSync(path, draft)
  } catch {
    return
  }
  if (readFileSync(draft, 'utf8') !== deadText) {
    try {
      linkSync(draft, path)
    } catch {
      // Somebody took it in between; the holder of the one we moved finishes, its lock is simply gone.
    }
  }
  rmSync(draft, { force: true })
}

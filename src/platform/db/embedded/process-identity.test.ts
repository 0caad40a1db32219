import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { isPidRunning, isSameProcessRunning, ownIdentity } from './process-identity.ts'

test('this process is running; with another start time or boot it is a stranger', () => {
  const own = ownIdentity()
  expect(isSameProcessRunning(own)).toBe(true)
  expect(isSameProcessRunning({ ...own, startTicks: own.startTicks - 1 })).toBe(false)
  expect(isSameProcessRunning({ ...own, bootId: '00000000-0000-0000-0000-000000000000' })).toBe(false)
})

test('a zombie counts as gone', async () => {
  // The shell becomes `sleep`, which never collects its ended child.
  const parent = spawn('/bin/sh', ['-c', 'true & echo $!; exec sleep 60'], { stdio: ['ignore', 'pipe', 'ignore'] })
  const [line] = await once(parent.stdout, 'data')
  const zombie = Number.parseInt(String(line), 10)
  await expect.poll(() => isPidRunning(zombie)).toBe(false)
  expect(() => process.kill(zombie, 0)).not.toThrow()
  parent.kill('SIGKILL')
})

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { isPidRunning, isSameProcessRunning, ownIdentity } from './process-identity.ts'

test('this process is running; with another start time or boot it is a stranger', () => {
  const own = ownIdentity()
  expect(isSameProcessRunning(own)).toBe(true)
  expect(isSameProcessRunning({ ...own, startTicks: own.startTicks - 1 })).toBe(false)
  expect(isSameProcessRunning({ ...own, bootId: '00000000-0000-0000-0000-000000000000' })).toBe(false)
})

test('a zombie counts as gone', async () => {
  // The shell becomes `sleep`, which never collects its child; that one ends when it has read a word.
  const script = 'exec 3<&0; (read -r word <&3) & echo $!; exec sleep 60'
  const parent = spawn('/bin/sh', ['-c', script], { stdio: ['pipe', 'pipe', 'ignore'] })
  const [line] = await once(parent.stdout, 'data')
  const child = Number.parseInt(String(line), 10)
  await expect.poll(() => readFileSync(`/proc/${parent.pid}/comm`, 'utf8').trim()).toBe('sleep')
  expect(isPidRunning(child)).toBe(true)
  parent.stdin.write('end\n')
  await expect.poll(() => isPidRunning(child)).toBe(false)
  expect(() => process.kill(child, 0)).not.toThrow()
  parent.kill('SIGKILL')
})

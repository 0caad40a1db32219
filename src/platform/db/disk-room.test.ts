import { expect, test } from 'vitest'
import { watchDiskRoom } from './disk-room.ts'

const full = Object.assign(new Error('could not extend file'), { code: '53100' })

test('room is lacking from a write that found none until readings are stored, or half a minute after the last such write', () => {
  let nowMs = 1_000_000
  const room = watchDiskRoom(() => nowMs)
  expect(room.isLacking()).toBe(false)
  for (const other of [new Error('x'), Object.assign(new Error('x'), { code: '53300' }), null, 'x'])
    room.noteFault(other)
  expect(room.isLacking()).toBe(false)
  room.noteFault(full)
  expect(room.isLacking()).toBe(true)
  room.noteStored()
  expect(room.isLacking()).toBe(false)
  room.noteFault(full)
  nowMs += 29_000
  room.noteFault(full)
  nowMs += 29_000
  expect(room.isLacking()).toBe(true)
  nowMs += 2_000
  expect(room.isLacking()).toBe(false)
})

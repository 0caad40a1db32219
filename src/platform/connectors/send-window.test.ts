import { expect, test } from 'vitest'
import { openSendWindow } from './send-window.ts'

test('a flood keeps to its window, loses what is beyond it, and keeps its order', async () => {
  const send = openSendWindow(3, 5_000)
  let busy = 0
  let most = 0
  const order: number[] = []
  const answers = await Promise.allSettled(
    Array.from({ length: 6_000 }, (_, index) =>
      send(async () => {
        most = Math.max(most, ++busy)
        await Promise.resolve()
        order.push(index)
        busy--
      }),
    ),
  )
  expect(most).toBe(3)
  expect(answers.filter(({ status }) => status === 'rejected')).toHaveLength(997)
  expect(order).toEqual(Array.from({ length: 5_003 }, (_, index) => index))
})

test('work that fails makes room for the next', async () => {
  const send = openSendWindow(1, 1)
  const failing = send(() => Promise.reject(new Error('no')))
  const following = send(async () => 'yes')
  await expect(failing).rejects.toThrow('no')
  expect(await following).toBe('yes')
})

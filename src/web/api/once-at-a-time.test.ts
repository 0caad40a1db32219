import { expect, it } from 'vitest'
import { onceAtATime } from './once-at-a-time.ts'

/** Work that is begun at once and ends when it is told to. */
function work() {
  const begun: PromiseWithResolvers<string>[] = []
  const begin = () => {
    const one = Promise.withResolvers<string>()
    begun.push(one)
    return one.promise
  }
  return { begun, begin }
}
const turn = () => new Promise((resolve) => setImmediate(resolve))

it('the same is not begun again while it is under way, and both get one answer', async () => {
  const { begun, begin } = work()
  const once = onceAtATime(async () => undefined)
  const both = [once({ text: 'a' }, begin), once({ text: 'a' }, begin)]
  expect(begun).toHaveLength(1)
  begun[0]?.resolve('kept')
  expect(await Promise.all(both)).toEqual(['kept', 'kept'])
})

it('something else is begun beside it', () => {
  const { begun, begin } = work()
  const once = onceAtATime(async () => undefined)
  void once({ id: 1 }, begin)
  void once({ id: 2 }, begin)
  expect(begun).toHaveLength(2)
})

it('of files of one name each is sent', () => {
  const { begun, begin } = work()
  const once = onceAtATime(async () => undefined)
  const file = () => new File(['a'], 'a.jpg')
  const first = file()
  void once({ file: first }, begin)
  void once({ file: file() }, begin)
  void once({ file: first }, begin)
  expect(begun).toHaveLength(2)
})

it('what was done may be done again once the page shows it, not before', async () => {
  const { begun, begin } = work()
  const seen = Promise.withResolvers<void>()
  const once = onceAtATime(() => seen.promise)
  void once('take', begin)
  begun[0]?.resolve('taken')
  await turn()
  void once('take', begin)
  expect(begun).toHaveLength(1)
  seen.resolve()
  await turn()
  void once('take', begin)
  expect(begun).toHaveLength(2)
})

it('what failed may be tried again at once', async () => {
  const { begun, begin } = work()
  const once = onceAtATime(() => new Promise(() => undefined))
  const failing = once('send', begin)
  begun[0]?.reject(new Error('no line'))
  await expect(failing).rejects.toThrow('no line')
  await turn()
  once('send', begin).catch(() => undefined)
  expect(begun).toHaveLength(2)
})

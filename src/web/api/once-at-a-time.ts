const files = new WeakMap<object, number>()
let seen = 0

/** A file is one with itself only: two of the same name are two. */
function numberOf(file: Blob): number {
  const number = files.get(file) ?? ++seen
  files.set(file, number)
  return number
}

const keyOf = (asked: unknown) =>
  JSON.stringify(asked, (_, value) => (value instanceof Blob ? `file ${numberOf(value)}` : value)) ?? ''

/**
 * What is asked for while the very same is under way is not begun a second time: both get the first one's answer. After one that went well
 * it counts as under way until `seen` says that its effect is on screen.
 */
export function onceAtATime(seen: () => Promise<unknown>) {
  const underWay = new Map<string, Promise<unknown>>()
  return <Answer>(asked: unknown, begin: () => Promise<Answer>): Promise<Answer> => {
    const key = keyOf(asked)
    // What stands under a key was begun by the same caller for the same thing.
    const before = underWay.get(key) as Promise<Answer> | undefined
    if (before) return before
    const run = begin()
    const end = () => void underWay.delete(key)
    underWay.set(key, run)
    run.then(seen).then(end, end)
    return run
  }
}

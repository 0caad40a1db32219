import { useEffect, useSyncExternalStore } from 'react'
import { useText } from '../text/use-text.ts'
import { useCommands } from './commands.ts'

interface Toast {
  id: number
  text: string
  undo?: (() => void) | undefined
}

let toast: Toast | null = null
let count = 0
const listeners = new Set<() => void>()

function set(next: Toast | null): void {
  toast = next
  for (const listener of listeners) listener()
}

/** Says in one line what was done; with `undo` it stays ten seconds and can be taken back, else six. */
export function say(text: string, undo?: () => void): void {
  count += 1
  set({ id: count, text, undo })
}

/** Where the line appears. Mount once. */
export function ToastPlace() {
  const { t } = useText()
  const shown = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => toast,
  )
  const undo =
    shown?.undo &&
    (() => {
      shown.undo?.()
      set(null)
    })
  useCommands(
    undo ? [{ id: 'undo', group: 'always', text: t('common.undo'), keys: 'z', keysOnly: true, run: undo }] : [],
  )
  useEffect(() => {
    if (shown === null) return
    const timer = setTimeout(() => set(null), shown.undo ? 10_000 : 6_000)
    return () => clearTimeout(timer)
  }, [shown])
  return (
    <div className="toast-place" role="status" aria-live="polite">
      {shown && (
        <div className="toast" key={shown.id}>
          <span>{shown.text}</span>
          {undo && (
            <button type="button" aria-keyshortcuts="Z" onClick={undo}>
              {t('common.undo')} <kbd>Z</kbd>
            </button>
          )}
        </div>
      )}
    </div>
  )
}

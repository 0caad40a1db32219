import { useEffect } from 'react'
import { currentCommands } from '../kit/commands.ts'
import { gatherKeys, isTyping, keyOf, leaveField, singleKeysOn } from '../kit/keys.ts'
import { isPaletteOpen, openPalette } from './palette-place.ts'

/** Runs what is offered when its keys are pressed: Ctrl K everywhere, single keys and pairs where nothing is being typed; Esc ends typing. */
export function useCommandKeys(): void {
  useEffect(() => {
    const gather = gatherKeys()
    const onKey = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === 'k') {
        event.preventDefault()
        openPalette('find')
        return
      }
      leaveField(event)
      if (isTyping(event) || isPaletteOpen() || !singleKeysOn()) return
      const meant = gather(keyOf(event), event.timeStamp)
      const commands = currentCommands().toReversed()
      const found = meant.map((keys) => commands.find((each) => each.keys === keys)).find((each) => each !== undefined)
      if (!found?.run) return
      event.preventDefault()
      found.run()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
}

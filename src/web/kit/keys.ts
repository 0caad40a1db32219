/** How long the second key of a pair may be waited for. */
const pairMs = 1_500
const place = 'nhip.single-keys'

/** Whether single letters are commands on this machine. Who speaks to the computer, or types with a stick, turns them off. */
export function singleKeysOn(): boolean {
  return localStorage.getItem(place) !== 'off'
}

export function setSingleKeys(on: boolean): void {
  if (on) localStorage.removeItem(place)
  else localStorage.setItem(place, 'off')
}

/** Whether a key press belongs to what is being typed, to a menu or to a dialog, and is no command. */
export function isTyping(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return true
  const { target } = event
  if (!(target instanceof HTMLElement)) return false
  return target.isContentEditable || target.closest('input, textarea, select, [role="dialog"], [role="menu"]') !== null
}

/** A pressed key as commands write it: small letters, capitals with Shift whatever Caps Lock says, else the sign itself. */
export function keyOf({ key, shiftKey }: Pick<KeyboardEvent, 'key' | 'shiftKey'>): string {
  if (!/^\p{L}$/u.test(key)) return key
  return shiftKey ? key.toUpperCase() : key.toLowerCase()
}

/** Ctrl Enter sends the form in which it is pressed, as its button does: not while that is disabled. */
export function sendForm(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'target' | 'preventDefault'>,
): void {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || !(event.target instanceof Element)) return
  event.preventDefault()
  event.target.closest('form')?.querySelector<HTMLElement>('button[type="submit"]')?.click()
}

/** Esc leaves the field one types in, so that single keys are commands again; a list that is open below it closes first. */
export function leaveField(event: KeyboardEvent): void {
  const { target } = event
  if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing || !(target instanceof HTMLElement)) return
  const isField = target.matches('input, textarea, select') && target.getAttribute('aria-expanded') !== 'true'
  if (isField && !target.closest('[role="dialog"], [role="menu"]')) document.getElementById('main')?.focus()
}

/** Gathers keys into pairs. @returns the keys typed so far that may be meant, the longer first */
export function gatherKeys(): (key: string, atMs: number) => readonly string[] {
  let before: { key: string; atMs: number } | null = null
  return (key, atMs) => {
    const pair = before && atMs - before.atMs <= pairMs ? `${before.key} ${key}` : null
    before = { key, atMs }
    return pair === null ? [key] : [pair, key]
  }
}

const renewedKey = 'nhip.renewedAt'
const saidKey = 'nhip.renewedToSay'
/** A part that is still missing after this is no matter of an update: then the page says that it failed. */
const againAfterMs = 60_000

/**
 * Loads the page anew, once a minute at most, when one of its parts is no longer on the server: the centre was updated while the page
 * was open. While the centre does not answer, the page is left as it is. Call once, at the start.
 */
export function renewWhenPartIsGone(): void {
  window.addEventListener('vite:preloadError', () => void renew())
}

async function renew(): Promise<void> {
  const lastAt = Number(sessionStorage.getItem(renewedKey) ?? 0)
  if (Date.now() - lastAt < againAfterMs) return
  const answers = await fetch('/', { method: 'HEAD', cache: 'no-store' }).then(
    ({ ok }) => ok,
    () => false,
  )
  if (!answers) return
  sessionStorage.setItem(renewedKey, String(Date.now()))
  sessionStorage.setItem(saidKey, 'yes')
  window.location.reload()
}

/** Whether the page was just loaded anew for that; true once. */
export function wasRenewed(): boolean {
  const isToSay = sessionStorage.getItem(saidKey) !== null
  sessionStorage.removeItem(saidKey)
  return isToSay
}

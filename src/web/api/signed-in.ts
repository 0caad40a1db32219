const key = 'nhip.signed-in'

/** Notes that somebody is signed in on this browser, so that the end of their session can be told from a first visit. */
export function rememberSignedIn(): void {
  try {
    localStorage.setItem(key, 'yes')
  } catch {
    // A browser that keeps nothing says nothing of an end either.
  }
}

/** Whether somebody was, and did not leave by themselves. */
export const wasSignedIn = (): boolean => localStorage.getItem(key) !== null

/** Whoever signs out ends the session; nobody need be told. */
export const forgetSignedIn = (): void => localStorage.removeItem(key)

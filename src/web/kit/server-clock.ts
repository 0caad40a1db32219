let offsetMs = 0

/** Sets the page's clock by an instant the server just sent, so that a wrong clock here never makes data look old. */
export function setServerTime(serverTime: string): void {
  offsetMs = Date.parse(serverTime) - Date.now()
}

/** Now, by the server's clock, in milliseconds since 1970. */
export function serverNow(): number {
  return Date.now() + offsetMs
}

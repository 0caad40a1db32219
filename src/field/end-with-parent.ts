import { fstatSync } from 'node:fs'

/**
 * Calls `stop` on SIGTERM and SIGINT, and when the parent is gone: when the IPC channel closes, or standard input where that is a pipe
 * of a parent's `spawn`.
 */
export function endWithParent(stop: () => void): void {
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
  if (process.channel) process.once('disconnect', stop)
  if (fstatSync(0).isSocket()) process.stdin.once('end', stop).once('error', stop).resume()
}

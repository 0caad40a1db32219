import { AppError, conflict } from '../../core/error.ts'
import type { Severity } from '../../core/severity.ts'
import type { AlertSettings } from './settings.ts'

const hourMs = 3_600_000

/**
 * Until when an alert is laid aside, checked. @throws {AppError} `shelf_too_long` naming the hours that are allowed, `shelf_over` where
 * the time is past
 */
export function checkShelf(until: Date, severity: Severity, { shelveHours }: AlertSettings, now: Date): void {
  const hours = shelveHours[severity]
  if (until <= now) throw new AppError('shelf_over', 400, { detail: 'until: this time is past; choose a later one' })
  // A minute for the way from the page.
  if (until.getTime() > now.getTime() + hours * hourMs + 60_000) {
    throw conflict(
      'shelf_too_long',
      `an alert of this severity may be shelved for ${hours} hours at most; choose an earlier time`,
    )
  }
}

import { serverNow } from '../kit/server-clock.ts'

/** Today in Viet Nam (UTC+7 all year) as the server's clock has it, as `2026-11-21`. */
export const today = (): string => new Date(serverNow() + 7 * 3_600_000).toISOString().slice(0, 10)

import { pause } from '../../core/poll/pause.ts'
import type { Places } from '../../core/poll/places.ts'
import { type Finding, type Site, type VisitTools, visit } from './visit.ts'

export interface CheckTools extends VisitTools {
  readonly places: Places
  /** Further tries before a site counts as down. */
  readonly retries: number
  readonly retryDelayMs: number
}

/**
 * Visits a site until it is up or the tries are used up. A place is held while a try is under way, not between two of them.
 * @param onStart told when the first try begins
 */
export async function checkSite(
  site: Site,
  tools: CheckTools,
  signal: AbortSignal,
  onStart: () => void = () => undefined,
): Promise<Finding> {
  const once = () => visit(site, tools, signal)
  let finding = await tools.places(() => {
    onStart()
    return once()
  })
  for (let again = 0; again < tools.retries; again++) {
    if (finding.fault === null || finding.isRefused || signal.aborted) break
    await pause(tools.retryDelayMs, signal)
    if (signal.aborted) break
    finding = await tools.places(once)
  }
  return finding
}

/** The values that a finding gives. What could not be found out gives none, except that «no answer» is status 0. */
export function readingsOf(finding: Finding): { readonly series: string; readonly value: number }[] {
  const { isRefused, isResolved, status, latencyMs, certificate, fault } = finding
  const readings: { series: string; value: number }[] = []
  const add = (series: string, value: number | boolean) => readings.push({ series, value: Number(value) })
  if (isResolved !== null) add('dns_ok', isResolved)
  if (isRefused) return readings
  add('up', fault === null)
  add('http_status', status ?? 0)
  if (latencyMs !== null) add('latency_ms', Math.round(latencyMs))
  if (certificate) {
    add('tls_valid', certificate.isValid)
    add('tls_days_left', certificate.daysLeft)
  }
  return readings
}

import type { ConnectorTrial } from '../../core/api/connectors.ts'
import type { Texts } from '../text/vi.ts'

/** Words of errors that tell what to look at, in their order. */
const faults: readonly (readonly [RegExp, keyof Texts['trial']['mend']])[] = [
  [/ECONNREFUSED/, 'refusedThere'],
  [/ENOTFOUND|EAI_AGAIN/, 'noName'],
  [/certificate|CERT_|self.signed/i, 'certificate'],
  [/\b(401|403)\b|unauthori[sz]ed|forbidden/i, 'account'],
  [/ETIMEDOUT|timeout|timed out|aborted/i, 'tooSlow'],
]

/** Which sentence says what to do now. */
export function mendOf(trial: ConnectorTrial): keyof Texts['trial']['mend'] {
  const { outcome, fault, found, refused, assets, state } = trial
  if (outcome === 'failed') return faults.find(([words]) => words.test(fault ?? ''))?.[1] ?? 'failed'
  if (outcome === 'cut_off') return found > 0 ? 'partly' : 'cut_off'
  if (outcome === 'nothing') return assets === 0 ? 'noAssets' : 'nothing'
  if (outcome === 'bad_settings') return outcome
  if (found === 0 && refused.length > 0) return 'allRefused'
  return state === 'failing' ? 'says_failing' : 'answered'
}

import type { AuditRow } from '../../core/api/audit.ts'
import type { Text } from '../../core/text.ts'
import { addedVerbs, changeLabels, statedBefore, stateLabel, takenVerbs } from './detail-labels.ts'
import { detailText, type KnownNames, labelOf } from './detail-values.ts'

/** One thing that a row tells beside who, what and when. `page`: where it opens. */
export interface DetailFact {
  readonly key: string
  readonly label: string
  readonly text: string
  readonly page: string | null
}

type Told = Pick<AuditRow, 'action' | 'detail'> & { readonly subject: Pick<AuditRow['subject'], 'kind'> }

const fact = (key: string, label: string, text: string, page: string | null = null): DetailFact => ({
  key,
  label,
  text,
  page,
})

/** What was given to a role and taken from it; what stayed is not told. */
function verbFacts(from: readonly unknown[], to: readonly unknown[], names: KnownNames): DetailFact[] {
  const told = (label: Text, verbs: readonly unknown[]) =>
    verbs.length === 0 ? [] : [fact(label.en, label[names.language], detailText('permissions', verbs, names, 'role'))]
  return [
    ...told(
      addedVerbs,
      to.filter((verb) => !from.includes(verb)),
    ),
    ...told(
      takenVerbs,
      from.filter((verb) => !to.includes(verb)),
    ),
  ]
}

function stateText(value: unknown, kind: string, names: KnownNames): string {
  const state = names.register(kind)?.lifecycle.states[String(value)]
  return state?.name[names.language] ?? detailText('state', value, names, kind)
}

/** Under which key the words of `from` and `to` stand, where they are no names. */
const subjects: Readonly<Record<string, string>> = {
  'agency.moved': 'agency',
  'incident.stage_moved': 'stage',
  'incident.commander_named': 'commander',
}

/** What `from` and `to` of the row itself say: a state, a name, permissions; which of them is known by the action. */
function changeFacts({ action, detail, subject: { kind } }: Told, names: KnownNames): DetailFact[] | null {
  const { from, to } = detail
  const { language } = names
  if (action === 'role.edited' && Array.isArray(from) && Array.isArray(to)) return verbFacts(from, to, names)
  if (action.startsWith('alert.') && from !== undefined) {
    return [fact('from', statedBefore[language], detailText('handling', from, names, kind))]
  }
  if (action.startsWith('record.') && to !== undefined) {
    const [before, after] = [stateText(from, kind, names), stateText(to, kind, names)]
    return [fact('to', stateLabel[language], before === after || from === null ? after : `${before} → ${after}`)]
  }
  const label = changeLabels[action]
  if (!label) return null
  const key = subjects[action] ?? 'name'
  return [fact('to', label[language], detailText(key, { from, to }, names, kind))]
}

/** Where what an entry names is shown. */
function pageOf(key: string, value: unknown): string | null {
  return key === 'alertId' ? `/?alert=${encodeURIComponent(String(value))}` : null
}

/** Everything that a row of the audit tells beside who, what and when, in words where they are known; nothing is left out. */
export function detailFacts(row: Told, names: KnownNames): DetailFact[] {
  const change = changeFacts(row, names)
  const others = Object.entries(row.detail)
    .filter(([key]) => !change || (key !== 'from' && key !== 'to'))
    .map(([key, value]) =>
      fact(key, labelOf(key, names.language), detailText(key, value, names, row.subject.kind), pageOf(key, value)),
    )
  return [...(change ?? []), ...others]
}

import type { RecordDetail, Record as RecordRow } from '../../core/api/records.ts'
import { ApiProblem } from '../api/client.ts'
import type { Register } from '../api/records.ts'
import { formatDate } from '../kit/format.ts'
import { useProblemText } from '../kit/use-problem-text.ts'
import { useText } from '../text/use-text.ts'

type Refusal = NonNullable<RecordDetail['moves'][number]['refusal']>

/** Says why a step is refused, with the names of agencies and states of the record. */
export function useRefusalText(register: Register) {
  const { t, local } = useText()
  const problemText = useProblemText()
  const { lifecycle, fields } = register
  const stateName = (key: string) => local(lifecycle.states[key]?.name ?? { vi: key, en: key })

  function refusalText(record: RecordRow, move: string, { code, detail }: Refusal): string {
    const declared = lifecycle.moves[move]
    switch (code) {
      case 'not_your_move': {
        const ids = declared?.by === undefined ? [] : [record.values[declared.by]].flat()
        const named = record.refs.agencies.filter(({ id }) => ids.includes(id)).map(({ name }) => name)
        const whose = declared?.by === undefined ? record.agency.name : named.join(', ')
        const field = fields[declared?.by ?? '']
        return t('register.refusal.not_your_move', { agency: whose || (field ? local(field.label) : '–') })
      }
      case 'wrong_state': {
        const from = (declared?.from ?? []).map(stateName).join('”, “')
        return t('register.refusal.wrong_state', { from, now: stateName(record.state) })
      }
      case 'field_missing': {
        const missing = (declared?.requires ?? []).map((key) => local(fields[key]?.label ?? { vi: key, en: key }))
        return t('register.refusal.field_missing', { fields: missing.join(', ') })
      }
      case 'too_late': {
        const day = /\d{4}-\d\d-\d\d/.exec(detail)?.[0]
        const until = day ? t('register.refusal.tooLateDay', { day: formatDate(`${day}T00:00:00+07:00`) }) : ''
        return t('register.refusal.too_late', { day: until })
      }
      case 'unknown_move':
      case 'not_permitted':
      case 'evidence_missing':
      case 'comment_missing':
      case 'not_editable':
        return t(`register.refusal.${code}`)
      default:
        return detail
    }
  }

  /** The same of a request that failed. */
  function failureText(record: RecordRow, move: string, error: unknown): string {
    if (!(error instanceof ApiProblem)) return problemText(error)
    if (error.code === 'edited_meanwhile') return t('register.refusal.edited_meanwhile')
    const text = refusalText(record, move, { code: error.code, detail: '' })
    return text === '' ? problemText(error) : text
  }

  return { refusalText, failureText, stateName }
}

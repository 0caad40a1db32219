import type { Alert } from '../../core/api/alerts.ts'

type Standing = Pick<Alert, 'condition' | 'handling'>

/** Whether an alert still wants something: its condition holds, or its handling is not finished. */
export const isAlertOpen = ({ condition, handling }: Standing): boolean =>
  condition === 'firing' || (handling !== 'done' && handling !== 'dismissed')

/** How an alert stands in the history of its asset: what has calmed is told apart from what still holds, whoever has it. */
export function standOf(alert: Standing): Alert['handling'] | 'calmed' | 'calmedHeld' {
  if (alert.condition === 'firing' || !isAlertOpen(alert)) return alert.handling
  return alert.handling === 'new' ? 'calmed' : 'calmedHeld'
}

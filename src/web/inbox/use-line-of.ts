import type { Alert, AlertLine } from '../../core/api/alerts.ts'
import { useLines } from '../api/alert-lines.ts'

/** The line of many that an alert stands for in the inbox now; undefined for one that stands alone. */
export function useLineOf(alert: Pick<Alert, 'id'>): AlertLine | undefined {
  const { items } = useLines()
  return items?.find((line) => line.alert.id === alert.id && line.count > 1)
}

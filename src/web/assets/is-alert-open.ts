import type { Alert } from '../../core/api/alerts.ts'

/** Whether an alert still wants something: its condition holds, or its handling is not finished. */
export const isAlertOpen = ({ condition, handling }: Pick<Alert, 'condition' | 'handling'>): boolean =>
  condition === 'firing' || (handling !== 'done' && handling !== 'dismissed')

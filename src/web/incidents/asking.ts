import type { NewTask } from '../../core/api/work.ts'
import type { OpenStage } from '../../core/incident-stage.ts'

/** Which dialog of an incident is open. */
export type Asking =
  | { readonly kind: 'tell' | 'lead' | 'lessons' | 'handover' }
  | { readonly kind: 'assign'; readonly again?: { readonly task: NewTask; readonly of: string } }
  | { readonly kind: 'close'; readonly falseAlarm: boolean }
  | { readonly kind: 'stage'; readonly to: OpenStage }
  | { readonly kind: 'similar'; readonly id: string }

/** What stands open once a dialog is closed: who gave a task of an earlier incident again goes on choosing there. */
export const askedAfter = (asking: Asking): Asking | undefined =>
  asking.kind === 'assign' && asking.again ? { kind: 'similar', id: asking.again.of } : undefined

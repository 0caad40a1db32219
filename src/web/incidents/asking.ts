import type { OpenStage } from '../../core/incident-stage.ts'

/** Which dialog of an incident is open. */
export type Asking =
  | { readonly kind: 'assign' | 'tell' | 'lead' | 'lessons' | 'handover' }
  | { readonly kind: 'close'; readonly falseAlarm: boolean }
  | { readonly kind: 'stage'; readonly to: OpenStage }

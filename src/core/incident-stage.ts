import type { Text } from './text.ts'

/** How far an incident that is open may have come, in the order of the way. */
export const openStages = ['detected', 'verified', 'activated', 'responding', 'controlled', 'recovering'] as const
export const incidentStages = [...openStages, 'closed'] as const
export type OpenStage = (typeof openStages)[number]
export type IncidentStage = (typeof incidentStages)[number]

export const stageNames: Readonly<Record<IncidentStage, Text>> = {
  detected: { vi: 'Phát hiện', en: 'Detected' },
  verified: { vi: 'Xác minh', en: 'Verified' },
  activated: { vi: 'Kích hoạt', en: 'Activated' },
  responding: { vi: 'Đang ứng phó', en: 'Responding' },
  controlled: { vi: 'Kiểm soát', en: 'Under control' },
  recovering: { vi: 'Khắc phục', en: 'Recovering' },
  closed: { vi: 'Đóng', en: 'Closed' },
}

const place = (stage: IncidentStage) => incidentStages.indexOf(stage)

/** Whether a move goes back on the way: then it must say why. */
export const isBackward = (from: IncidentStage, to: IncidentStage): boolean => place(to) < place(from)

/** The stage after this one; null after the last. */
export const stageAfter = (stage: IncidentStage): IncidentStage | null => incidentStages[place(stage) + 1] ?? null

/** Why a move is refused. */
export type StageRefusal = 'closed' | 'same_stage' | 'comment_missing'

/** Null where the move may be made: forward by any number of stages, back only with a word why, never from the end. */
export function refuseStageMove(from: IncidentStage, to: OpenStage, comment: string): StageRefusal | null {
  if (from === 'closed') return 'closed'
  if (from === to) return 'same_stage'
  return isBackward(from, to) && comment.trim() === '' ? 'comment_missing' : null
}

/** A stage of the way: since when the incident was in it (ISO), null where it was not. */
export interface StageOnWay {
  readonly stage: IncidentStage
  /** `skipped`: the incident is past it and did not come through it. */
  readonly standing: 'reached' | 'skipped' | 'now' | 'ahead'
  readonly at: string | null
}

/**
 * The whole way of an incident as it stands. Who goes back has the stages behind to go
 * again, and is in the stage that was gone back to since it was first reached.
 * @param entered stages and when each was entered (ISO), oldest first
 */
export function wayOf(
  now: IncidentStage,
  entered: readonly { readonly stage: IncidentStage; readonly at: string }[],
): StageOnWay[] {
  const reached = new Map<IncidentStage, string>()
  for (const { stage, at } of entered) {
    for (const later of incidentStages.slice(place(stage) + 1)) reached.delete(later)
    if (!reached.has(stage)) reached.set(stage, at)
  }
  return incidentStages.map((stage) => {
    if (isBackward(stage, now)) return { stage, standing: 'ahead', at: null }
    const at = reached.get(stage) ?? null
    if (stage === now) return { stage, standing: 'now', at }
    return { stage, standing: at === null ? 'skipped' : 'reached', at }
  })
}

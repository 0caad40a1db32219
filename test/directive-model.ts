/**
 * A directive as its module describes it in words, written down a second time by hand: state, who, what is needed. It knows nothing of
 * the engine and nothing of the declaration.
 */
export type Side = 'issuer' | 'lead'

export interface Model {
  state: string
  files: number
  result: boolean
  number: boolean
}

interface Rule {
  readonly name: string
  readonly who: Side
  readonly from: readonly string[]
  readonly to: string
  readonly comment?: true
  readonly file?: true
  readonly result?: true
}

export const table: Readonly<Record<string, Rule>> = {
  issue: { name: 'Giao nhiệm vụ', who: 'issuer', from: ['draft'], to: 'assigned' },
  accept: { name: 'Tiếp nhận', who: 'lead', from: ['assigned'], to: 'accepted' },
  start: { name: 'Bắt đầu thực hiện', who: 'lead', from: ['accepted', 'returned'], to: 'in_progress' },
  submit: {
    name: 'Trình duyệt kết quả',
    who: 'lead',
    from: ['accepted', 'in_progress', 'returned'],
    to: 'submitted',
    file: true,
    result: true,
  },
  approve: { name: 'Duyệt hoàn thành', who: 'issuer', from: ['submitted'], to: 'completed', file: true },
  send_back: { name: 'Trả lại', who: 'issuer', from: ['submitted'], to: 'returned', comment: true },
  cancel: {
    name: 'Huỷ',
    who: 'issuer',
    from: ['draft', 'assigned', 'accepted', 'in_progress', 'submitted', 'returned'],
    to: 'cancelled',
    comment: true,
  },
}
export const stateNames: Readonly<Record<string, string>> = {
  draft: 'Dự thảo',
  assigned: 'Mới giao',
  accepted: 'Đã tiếp nhận',
  in_progress: 'Đang thực hiện',
  submitted: 'Chờ duyệt',
  returned: 'Trả lại',
  completed: 'Hoàn thành',
  cancelled: 'Huỷ',
}
export const finals: readonly string[] = ['completed', 'cancelled']

export const newModel = (): Model => ({ state: 'draft', files: 0, result: false, number: false })

/** What a person gives together with a move. */
export interface Gifts {
  readonly comment: boolean
  readonly result: boolean
}

export const sees = (model: Model, side: Side) => side === 'issuer' || model.state !== 'draft'
export const mayEdit = (model: Model, side: Side) => side === 'issuer' && model.state === 'draft'
/** Whether this is a move of this side from here, whatever it still needs. */
export const isOffered = (model: Model, side: Side, move: string) =>
  sees(model, side) && table[move]?.who === side && table[move].from.includes(model.state)

export function allows(model: Model, side: Side, move: string, { comment, result }: Gifts): boolean {
  const rule = table[move]
  return (
    rule !== undefined &&
    isOffered(model, side, move) &&
    (!rule.comment || comment) &&
    (!rule.file || model.files > 0) &&
    (!rule.result || model.result || result)
  )
}

/** Carries an allowed move out. */
export function makeMove(model: Model, move: string, { result }: Gifts): void {
  model.state = table[move]?.to ?? model.state
  model.result ||= result && table[move]?.result === true
  model.number ||= move === 'issue'
}

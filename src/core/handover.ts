/** What can be done with an offered hand-over, and what it is then. */
export const handoverEnds = { accept: 'accepted', decline: 'declined', withdraw: 'withdrawn' } as const
export type HandoverAnswer = keyof typeof handoverEnds

interface Offer {
  readonly fromId: number
  readonly toId: number
}

/** Who was asked accepts or declines; who asked may take it back. Nobody answers for another. */
export function mayAnswer(answer: HandoverAnswer, { fromId, toId }: Offer, accountId: number): boolean {
  return accountId === (answer === 'withdraw' ? fromId : toId)
}

import { useState } from 'react'
import type { RecordDetail, Record as RecordRow } from '../../core/api/records.ts'
import { isFilled } from '../../core/lifecycle.ts'
import { fetchRecord, type Register, useRecordActions } from '../api/records.ts'
import { say } from '../kit/toast.tsx'
import { useText } from '../text/use-text.ts'
import { useRefusalText } from './use-refusal-text.ts'

/** Whether a step must be asked about first: it needs something, gives a number, or cannot be taken back. */
export function mustAsk(register: Register, record: RecordDetail, key: string): boolean {
  const { moves, states } = register.lifecycle
  const move = moves[key]
  if (!move) return false
  const lacks = (move.requires ?? []).some((name) => !isFilled(record.values[name]))
  const needsFile = move.needsEvidence === true && record.files.length === 0
  const isLasting = move.issuesNumber === true || move.writes !== undefined || states[move.to]?.isFinal === true
  return lacks || needsFile || move.needsComment === true || isLasting
}

/**
 * Moves cards. Each step is asked of the server anew before it is tried, and nothing is drawn as moved before the server has
 * committed it; a refusal is told in words and the card stays.
 */
export function useMover(register: Register) {
  const { t, local } = useText()
  const { refusalText, failureText, stateName } = useRefusalText(register)
  const { move: act } = useRecordActions(register)
  const [asking, setAsking] = useState<{ record: RecordDetail; move: string }>()
  const [moving, setMoving] = useState<string>()
  const stays = (why: string) => say(t('register.board.stays', { why: why.charAt(0).toUpperCase() + why.slice(1) }))

  async function make(card: RecordRow, detail: RecordDetail, key: string): Promise<void> {
    const found = detail.moves.find((each) => each.key === key)
    if (found?.refusal && found.refusal.code !== 'evidence_missing')
      return stays(refusalText(detail, key, found.refusal))
    if (mustAsk(register, detail, key)) return setAsking({ record: detail, move: key })
    const { number, title } = await act.mutateAsync({ id: card.id, key, version: card.version })
    const name = register.lifecycle.moves[key]?.name
    say(t('register.move.done', { move: name ? local(name) : key, what: number ?? title }))
  }

  async function run(card: RecordRow, work: (detail: RecordDetail) => Promise<void>, key: string): Promise<void> {
    setMoving(card.id)
    try {
      await work(await fetchRecord(register, card.id))
    } catch (error) {
      stays(failureText(card, key, error))
      await fetchRecord(register, card.id).catch(() => undefined)
    } finally {
      setMoving(undefined)
    }
  }

  /** By name, from the menu of a card. */
  const byKey = (card: RecordRow, key: string) => run(card, (detail) => make(card, detail, key), key)

  /** By where the card was dropped. */
  function byState(card: RecordRow, to: string): Promise<void> {
    if (card.state === to) return Promise.resolve()
    const ways = Object.entries(register.lifecycle.moves).filter(
      ([, move]) => move.to === to && move.from.includes(card.state),
    )
    const [first] = ways
    if (!first) {
      stays(t('register.board.noWay', { from: stateName(card.state), to: stateName(to) }))
      return Promise.resolve()
    }
    return run(
      card,
      (detail) => {
        const open = ways.find(([key]) => detail.moves.some((each) => each.key === key && each.refusal === null))
        return make(card, detail, (open ?? first)[0])
      },
      first[0],
    )
  }

  return { byKey, byState, moving, asking, doneAsking: () => setAsking(undefined) }
}

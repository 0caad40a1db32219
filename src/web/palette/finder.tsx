import { useNavigate } from '@tanstack/react-router'
import { type KeyboardEvent, useId, useState } from 'react'
import type { FoundGroup } from '../../core/api/search.ts'
import { readRecent, rememberRecent } from '../api/recent.ts'
import { useFound } from '../api/search.ts'
import { useSession } from '../api/session.ts'
import { useOffered } from '../kit/commands.ts'
import { Icon } from '../kit/icon.tsx'
import { useLater } from '../kit/use-later.ts'
import { useText } from '../text/use-text.ts'
import { FinderFoot } from './finder-foot.tsx'
import { PaletteList } from './palette-list.tsx'
import { type Row, readTyped, rowsOf } from './palette-rows.ts'
import { usePageCommands } from './use-page-commands.ts'

/** Between two letters typed without a thought: what is asked in between nobody reads. */
const pauseMs = 40
const pageRows = 8

const addressOf = (row: Row | undefined) =>
  row?.kind === 'recent'
    ? { address: row.recent.address, title: row.recent.title }
    : row?.kind === 'found'
      ? { address: row.found.address, title: row.found.title }
      : undefined

/** As soon as it stands: who types on without waiting loses no letter to the page below. */
const beginAtOnce = (field: HTMLInputElement | null) => field?.focus()

/** The field that is typed into, and what it finds. Whole by keyboard: arrows choose, Enter opens, Esc closes. */
export function Finder({ actsOnly, onClose }: { actsOnly: boolean; onClose: () => void }) {
  const { t } = useText()
  const { session, can } = useSession()
  const navigate = useNavigate()
  const id = useId()
  const account = session?.account.id ?? 0
  const [typed, setTyped] = useState(actsOnly ? '> ' : '')
  const [only, setOnly] = useState<FoundGroup>()
  const [recent] = useState(() => readRecent(account))
  const [chosenKey, setChosenKey] = useState<string>()
  const offered = useOffered()
  const pages = usePageCommands()
  const now = readTyped(typed)
  const q = useLater(now.actsOnly ? '' : now.q, pauseMs)
  const mayFind = can('things.read')
  const found = useFound(mayFind ? q : '', only)
  const groups = rowsOf({
    typed,
    only,
    // Without words only what stands in the menu: the rest is found by its name.
    commands: now.q === '' ? offered : [...offered, ...pages],
    recent,
    answer: q === '' ? undefined : found.data,
  })
  const rows = groups.flatMap((group) => group.rows)
  const at = Math.max(
    0,
    rows.findIndex(({ key }) => key === chosenKey),
  )
  const chosen = rows[at]

  function run(row: Row | undefined, apart: boolean): void {
    if (!row) return
    if (row.kind === 'more') {
      setOnly(row.group)
      setChosenKey(undefined)
      return
    }
    const target = addressOf(row)
    if (!target) {
      onClose()
      // The page takes the focus back first: what runs may open a dialog of its own.
      if (row.kind === 'command') setTimeout(() => row.command.run?.())
      return
    }
    rememberRecent(account, target)
    if (apart) return void window.open(target.address, '_blank', 'noopener')
    onClose()
    void navigate({ href: target.address })
  }

  function onKey(event: KeyboardEvent): void {
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: pageRows, PageUp: -pageRows }
    const step = steps[event.key]
    if (step !== undefined) {
      event.preventDefault()
      const next = Math.abs(step) === 1 ? (at + step + rows.length) % Math.max(1, rows.length) : at + step
      setChosenKey(rows[Math.min(Math.max(next, 0), rows.length - 1)]?.key)
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault()
      run(chosen, event.ctrlKey || event.metaKey)
    } else if (event.key === 'Backspace' && typed === '' && only) setOnly(undefined)
  }

  return (
    <div className="finder">
      <div className="finder-head">
        <Icon name="search" size={20} />
        {only && (
          <button type="button" className="finder-only" title={t('palette.onlyEnd')} onClick={() => setOnly(undefined)}>
            {t('palette.only', { group: t(`palette.group.${only}`) })}
            <Icon name="close" size={14} />
          </button>
        )}
        <input
          ref={beginAtOnce}
          data-autofocus
          type="text"
          role="combobox"
          autoComplete="off"
          spellCheck={false}
          aria-label={t('palette.label')}
          aria-expanded
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={chosen ? `${id}-${at}` : undefined}
          placeholder={t('palette.placeholder')}
          value={typed}
          onChange={({ target }) => {
            setTyped(target.value)
            setChosenKey(undefined)
          }}
          onKeyDown={onKey}
        />
        <button type="button" className="icon-button" aria-label={t('common.close')} onClick={onClose}>
          <Icon name="close" />
        </button>
      </div>
      <PaletteList id={id} groups={groups} at={at} onPoint={setChosenKey} onRun={run} />
      <FinderFoot
        asked={now}
        rows={rows.length}
        only={only}
        found={found}
        isSettled={q === now.q || now.actsOnly}
        mayFind={mayFind}
      />
    </div>
  )
}

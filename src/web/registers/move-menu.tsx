import '@mantine/core/styles/Popover.layer.css'
import '@mantine/core/styles/UnstyledButton.layer.css'
import '@mantine/core/styles/Menu.layer.css'
import { Menu } from '@mantine/core'
import { useState } from 'react'
import type { Record as RecordRow } from '../../core/api/records.ts'
import { type Register, useRecord } from '../api/records.ts'
import { Icon } from '../kit/icon.tsx'
import { useText } from '../text/use-text.ts'
import { useRefusalText } from './use-refusal-text.ts'

function Steps(props: { register: Register; record: RecordRow; onMove: (move: string) => void }) {
  const { register, record } = props
  const { t, local } = useText()
  const { refusalText, stateName } = useRefusalText(register)
  const { data: detail } = useRecord(register, record.id)
  if (!detail) return <Menu.Label>{t('register.board.looking')}</Menu.Label>
  const steps = detail.moves.filter(({ key }) => register.lifecycle.moves[key]?.from.includes(detail.state))
  if (steps.length === 0) return <Menu.Label>{t('register.board.noMoves')}</Menu.Label>
  return steps.map(({ key, refusal }) => {
    const move = register.lifecycle.moves[key]
    const isOpen = refusal === null || refusal.code === 'evidence_missing'
    return (
      <Menu.Item key={key} disabled={!isOpen} onClick={() => props.onMove(key)}>
        <b className="move-name">{local(move?.name ?? { vi: key, en: key })}</b>
        <span className="move-where">
          {isOpen ? `→ ${stateName(move?.to ?? '')}` : refusal && refusalText(detail, key, refusal)}
        </span>
      </Menu.Item>
    )
  })
}

/** The steps from where a card stands; those that may not be made now stay, with the reason beside them. */
export function MoveMenu(props: {
  register: Register
  record: RecordRow
  disabled: boolean
  onMove: (move: string) => void
}) {
  const { t } = useText()
  const [isOpen, setOpen] = useState(false)
  return (
    <Menu
      opened={isOpen}
      onChange={setOpen}
      position="bottom-end"
      width={280}
      transitionProps={{ duration: 0 }}
      classNames={{ dropdown: 'pick-list', item: 'pick-option move-option', label: 'move-label' }}
    >
      <Menu.Target>
        <button
          type="button"
          className="board-move"
          disabled={props.disabled}
          title={t('register.board.move')}
          aria-label={t('register.board.moveOf', { title: props.record.number ?? props.record.title })}
        >
          <span>{t('register.board.move')}</span>
          <Icon name="right" size={12} />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {isOpen && <Steps register={props.register} record={props.record} onMove={props.onMove} />}
      </Menu.Dropdown>
    </Menu>
  )
}

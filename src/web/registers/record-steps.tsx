import '@mantine/core/styles/Popover.layer.css'
import '@mantine/core/styles/UnstyledButton.layer.css'
import '@mantine/core/styles/Menu.layer.css'
import { Menu } from '@mantine/core'
import type { RecordDetail } from '../../core/api/records.ts'
import type { Register } from '../api/records.ts'
import { Button } from '../kit/button.tsx'
import { useText } from '../text/use-text.ts'
import { useRefusalText } from './use-refusal-text.ts'

/** Steps from where a record stands: those that may be made, the likeliest first, and those that wait for somebody, with why. */
export function stepsOf(register: Register, record: RecordDetail) {
  const { moves } = register.lifecycle
  const here = record.moves.filter(({ key }) => moves[key]?.from.includes(record.state))
  const isOpen = ({ refusal }: (typeof here)[number]) => refusal === null || refusal.code === 'evidence_missing'
  // What ends a record against its purpose needs a reason, and is never the likeliest.
  const open = here
    .filter(isOpen)
    .toSorted((a, b) => Number(moves[a.key]?.needsComment) - Number(moves[b.key]?.needsComment) || 0)
  return { open: open.map(({ key }) => key), waiting: here.filter((each) => !isOpen(each)) }
}

/** What the record waits for when nobody here can move it on. */
export function Waiting({ register, record }: { register: Register; record: RecordDetail }) {
  const { t, local } = useText()
  const { refusalText } = useRefusalText(register)
  const { open, waiting } = stepsOf(register, record)
  const told = waiting.filter(({ key }) => !register.lifecycle.moves[key]?.needsComment)
  if (open.some((key) => !register.lifecycle.moves[key]?.needsComment) || told.length === 0) return null
  return (
    <section className="block" aria-label={t('register.move.next')}>
      <h3>{t('register.move.next')}</h3>
      {told.map(({ key, refusal }) => (
        <p key={key}>
          {t('register.move.waits', {
            move: local(register.lifecycle.moves[key]?.name ?? { vi: key, en: key }),
            why: refusal ? refusalText(record, key, refusal) : '',
          })}
        </p>
      ))}
    </section>
  )
}

/** The buttons at the foot of a record: edit, further steps behind one button, the likeliest step at the right. */
export function StepButtons(props: {
  register: Register
  record: RecordDetail
  onEdit: () => void
  onMove: (move: string) => void
}) {
  const { register, record } = props
  const { t, local } = useText()
  const { open } = stepsOf(register, record)
  const nameOf = (key: string) => local(register.lifecycle.moves[key]?.name ?? { vi: key, en: key })
  const [likeliest, ...others] = open
  return (
    <>
      {record.editable && (
        <Button onClick={props.onEdit} data-command="edit" aria-keyshortcuts="e">
          {t('register.edit')}
        </Button>
      )}
      {others.length > 1 ? (
        <Menu
          position="top-end"
          transitionProps={{ duration: 0 }}
          classNames={{ dropdown: 'pick-list', item: 'pick-option move-option' }}
        >
          <Menu.Target>
            <Button>{t('register.move.others')}</Button>
          </Menu.Target>
          <Menu.Dropdown>
            {others.map((key) => (
              <Menu.Item key={key} onClick={() => props.onMove(key)}>
                {nameOf(key)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      ) : (
        others.map((key) => (
          <Button key={key} onClick={() => props.onMove(key)}>
            {nameOf(key)}
          </Button>
        ))
      )}
      {likeliest && (
        <Button
          look={register.lifecycle.moves[likeliest]?.needsComment ? 'plain' : 'primary'}
          onClick={() => props.onMove(likeliest)}
        >
          {nameOf(likeliest)}
        </Button>
      )}
    </>
  )
}

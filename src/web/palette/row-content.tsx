import { outcomes } from '../../core/alert-outcome.ts'
import type { Found } from '../../core/api/search.ts'
import { useRegisters } from '../api/records.ts'
import { useOutcomeWords } from '../history/use-outcome-words.ts'
import { Icon, type IconName } from '../kit/icon.tsx'
import { Mark } from '../kit/mark.tsx'
import { StateWord } from '../registers/state-word.tsx'
import { useText } from '../text/use-text.ts'
import type { Row } from './palette-rows.ts'

const icons: Record<string, IconName> = {
  asset: 'device',
  alert: 'bell',
  incident: 'flag',
  task: 'tasks',
  record: 'note',
  area: 'pin',
  agency: 'whole',
  report: 'doc',
  person: 'user',
}

/** Keys as they stand on the keyboard. */
export function Keys({ keys }: { keys: string }) {
  const { t } = useText()
  const isChord = keys.startsWith('Ctrl ')
  const parts = keys.split(' ')
  const word = (key: string) =>
    /^[A-Z]$/.test(key) && !isChord ? ['Shift', key] : [key.length === 1 ? key.toUpperCase() : key]
  return (
    <span className="keys">
      {parts.map((part, at) => (
        <span key={part}>
          {at > 0 && !isChord && <small> {t('keys.followedBy')} </small>}
          {word(part).map((each) => (
            <kbd key={each}>{each}</kbd>
          ))}
        </span>
      ))}
    </span>
  )
}

/** How something that was found stands, in its own words. */
function FoundState({ found }: { found: Found }) {
  const { t } = useText()
  const outcomeWords = useOutcomeWords()
  const { data: registers } = useRegisters()
  const { kind, state } = found
  if (state === null) return null
  if (kind === 'asset') return state === 'retired' ? <span className="quiet">{t('palette.retired')}</span> : null
  if (kind === 'alert') return <span>{outcomeWords(outcomeOf(state))}</span>
  if (kind === 'incident') return <span>{t(state === 'open' ? 'incident.open' : 'incident.closed')}</span>
  if (kind === 'task') return <span>{t(`task.state.${taskStateOf(state)}`)}</span>
  const register = registers?.find(({ key }) => key === kind)
  return register ? <StateWord register={register} state={state} /> : null
}

const outcomeOf = (state: string) => outcomes.find((each) => each === state) ?? 'new'
const taskStates = ['assigned', 'accepted', 'done'] as const
const taskStateOf = (state: string) => taskStates.find((each) => each === state) ?? 'assigned'

/** What stands in one line of the dialog. */
export function RowContent({ row }: { row: Row }) {
  const { t, local } = useText()
  const { data: registers } = useRegisters()
  if (row.kind === 'command') {
    return (
      <>
        <Icon name={row.command.icon ?? 'right'} />
        <b>{row.command.text}</b>
        {row.command.keys && <Keys keys={row.command.keys} />}
      </>
    )
  }
  if (row.kind === 'recent') {
    return (
      <>
        <Icon name="clock" />
        <b>{row.recent.title}</b>
      </>
    )
  }
  if (row.kind === 'more') {
    return (
      <>
        <Icon name="right" />
        <span className="palette-more">{t('palette.more', { group: t(`palette.group.${row.group}`) })}</span>
      </>
    )
  }
  const { found, group } = row
  const register = registers?.find(({ key }) => key === found.kind)
  const place = [found.number, register && local(register.name), found.area, found.agency]
  return (
    <>
      {found.severity ? <Mark kind={found.severity} held={found.held} /> : <Icon name={icons[group] ?? 'right'} />}
      <span className="palette-text">
        <b className="prose">{found.title}</b>
        <small>{place.filter((each) => each !== null && each !== undefined).join(' · ')}</small>
      </span>
      <span className="palette-state">
        <FoundState found={found} />
      </span>
    </>
  )
}

import '@mantine/core/styles/Popover.layer.css'
import '@mantine/core/styles/UnstyledButton.layer.css'
import '@mantine/core/styles/Menu.layer.css'
import { Menu } from '@mantine/core'
import type { IncidentDetail } from '../../core/api/work.ts'
import { isBackward, type OpenStage, openStages, stageAfter, stageNames } from '../../core/incident-stage.ts'
import { Button } from '../kit/button.tsx'
import { Icon } from '../kit/icon.tsx'
import { useText } from '../text/use-text.ts'
import type { Asking } from './asking.ts'
import { useStageMove } from './use-stage-move.ts'

const menuLook = { dropdown: 'pick-list', item: 'pick-option stage-option', label: 'stage-label' }

function Choices({ now, onAsk }: { now: OpenStage; onAsk: (asking: Asking) => void }) {
  const { t, local } = useText()
  return (
    <>
      <Menu.Label>{t('incident.stage.moveTo')}</Menu.Label>
      {openStages.map((stage) => (
        <Menu.Item key={stage} disabled={stage === now} onClick={() => onAsk({ kind: 'stage', to: stage })}>
          {local(stageNames[stage])} {stage === now && <small>{t('incident.stage.here')}</small>}
          {isBackward(now, stage) && <small>{t('incident.stage.back')}</small>}
        </Menu.Item>
      ))}
      <Menu.Divider />
      <Menu.Item onClick={() => onAsk({ kind: 'close', falseAlarm: false })}>{t('incident.close')}…</Menu.Item>
      <Menu.Item onClick={() => onAsk({ kind: 'close', falseAlarm: true })}>{t('incident.closeFalse')}…</Menu.Item>
    </>
  )
}

/** The next stage in one press, and beside it every other one and the two ends. */
export function StageStep(props: { incident: IncidentDetail; now: OpenStage; onAsk: (asking: Asking) => void }) {
  const { incident, now, onAsk } = props
  const { t, local } = useText()
  const move = useStageMove(incident)
  const next = stageAfter(now)
  return (
    <span className="split-button">
      {next === null || next === 'closed' ? (
        <Button look="primary" onClick={() => onAsk({ kind: 'close', falseAlarm: false })}>
          <Icon name="check" size={16} />
          {t('incident.close')}
        </Button>
      ) : (
        <Button look="primary" disabled={move.isPending} onClick={() => move.to(next)}>
          <Icon name="arrow" size={16} />
          {t('incident.stage.move', { stage: local(stageNames[next]) })}
        </Button>
      )}
      <Menu
        position="bottom-end"
        width={260}
        transitionProps={{ duration: 0 }}
        classNames={menuLook}
        withinPortal={false}
        // What would stand in the menu for it is no item of a menu.
        withInitialFocusPlaceholder={false}
      >
        <Menu.Target>
          <Button look="primary" title={t('incident.stage.others')} aria-label={t('incident.stage.others')}>
            <Icon name="down" size={16} />
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Choices now={now} onAsk={onAsk} />
        </Menu.Dropdown>
      </Menu>
    </span>
  )
}

import { Button } from '../kit/button.tsx'
import { Icon } from '../kit/icon.tsx'
import { useNow } from '../kit/use-now.ts'
import { useText } from '../text/use-text.ts'
import { alarmLevels } from './alarm.ts'
import { setShift, startShift, useShift } from './shift.ts'

const muteMs = 600_000

/** Begins the shift with one click; then says how this browser is alarmed and lets that be changed. */
export function ShiftBar() {
  const { t } = useText()
  const { level, repeat, mutedUntilMs, sounding } = useShift()
  useNow(1)
  const isMuted = Date.now() < mutedUntilMs
  if (sounding === 'off') {
    return (
      <div className="shift-bar">
        <Button small aria-label={t('shift.start')} title={t('shift.startHint')} onClick={startShift}>
          <Icon name="bell" size={16} />
          <span>{t('shift.start')}</span>
        </Button>
        <span className="quiet">{t('shift.startHint')}</span>
      </div>
    )
  }
  return (
    <div className="shift-bar">
      <label>
        {t('shift.level')}
        <select
          className="input"
          value={level}
          onChange={({ target }) => setShift({ level: alarmLevels.find((each) => each === target.value) ?? 'crit' })}
        >
          {alarmLevels.map((each) => (
            <option key={each} value={each}>
              {t(`shift.levels.${each}`)}
            </option>
          ))}
        </select>
      </label>
      <label>
        <input type="checkbox" checked={repeat} onChange={({ target }) => setShift({ repeat: target.checked })} />
        {t('shift.repeat')}
      </label>
      <Button
        small
        aria-pressed={isMuted}
        onClick={() => setShift({ mutedUntilMs: isMuted ? 0 : Date.now() + muteMs })}
      >
        {t(isMuted ? 'shift.unmute' : 'shift.mute')}
      </Button>
      {sounding === 'elsewhere' && <span className="quiet">{t('shift.elsewhere')}</span>}
    </div>
  )
}

import type { ImportState } from '../../core/api/imports.ts'
import { Icon, type IconName } from '../kit/icon.tsx'
import { useText } from '../text/use-text.ts'

const icons: Readonly<Record<ImportState, IconName>> = {
  uploaded: 'clock',
  checking: 'replay',
  checked: 'clock',
  applying: 'replay',
  applied: 'check',
  undoing: 'replay',
  undone: 'left',
  interrupted: 'warn',
}

/** Where an import stands, by sign and word; amber where somebody has to look. */
export function ImportStateChip({ state, faulty }: { state: ImportState; faulty: number }) {
  const { t } = useText()
  const needsEyes = state === 'interrupted' || (state === 'checked' && faulty > 0)
  return (
    <span className={`import-state${needsEyes ? ' import-state-look' : ''}`}>
      <Icon name={needsEyes ? 'warn' : icons[state]} size={14} />
      {t(`import.state.${state}`)}
    </span>
  )
}

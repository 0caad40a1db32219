import { useText } from '../text/use-text.ts'
import { type MarkKind, outlines, signs } from './shapes.ts'

/**
 * The shape of a severity: filled while nobody has it, hollow once somebody does. `label` false where the word stands beside it.
 */
export function Mark(props: { kind: MarkKind; held?: boolean; size?: number; label?: boolean }) {
  const { t } = useText()
  const { kind, held = false, size = 18, label = true } = props
  const word = t(`severity.${kind}`)
  const name = held && kind !== 'mute' ? t('severity.held', { word }) : word
  const style = { width: `${size / 16}rem`, height: `${size / 16}rem` }
  const classes = `mark mark-${kind}${held ? ' mark-held' : ''}`
  const shape = (
    <>
      <path className="mark-body" d={outlines[kind]} />
      <path className="mark-sign" d={signs[kind]} />
    </>
  )
  if (!label) {
    return (
      <svg className={classes} viewBox="-1 -1 18 18" style={style} aria-hidden="true">
        {shape}
      </svg>
    )
  }
  return (
    <svg className={classes} viewBox="-1 -1 18 18" style={style} role="img" aria-label={name}>
      <title>{name}</title>
      {shape}
    </svg>
  )
}

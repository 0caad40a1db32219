import { type MarkKind, outlines, signs } from '../kit/shapes.ts'
import { tokenValue } from '../kit/theme.ts'

const pixelRatio = 2
const haloPx = 5

/** The name of a mark's image in the map: kind, whether somebody has it, and the theme it was drawn for. */
export function markImageName(kind: MarkKind, held: boolean, theme: string): string {
  return `mark/${kind}/${held ? 'held' : 'open'}/${theme}`
}

/** Reads the parts back from a name; null for a name that is not a mark's. */
function partsOf(name: string): { kind: MarkKind; held: boolean } | null {
  const [prefix, kind, held] = name.split('/')
  if (prefix !== 'mark' || kind === undefined || !(kind in outlines)) return null
  // Checked on the line above: the name is one of the shapes.
  return { kind: kind as MarkKind, held: held === 'held' }
}

/**
 * Draws a severity shape for the map: surface halo, dark keyline, filled while nobody has it. Urgent ones are 24 px, the rest
 * 19 px. Reads the tokens of the theme in force. Null for a name that is not a mark's.
 */
export function drawMark(name: string): { image: ImageData; pixelRatio: number } | null {
  const parts = partsOf(name)
  if (parts === null) return null
  const { kind, held } = parts
  const sizePx = kind === 'crit' ? 24 : 19
  const side = (sizePx + haloPx * 2) * pixelRatio
  const canvas = document.createElement('canvas')
  canvas.width = side
  canvas.height = side
  const pen = canvas.getContext('2d')
  if (pen === null) return null

  const body = new Path2D(outlines[kind])
  const hollow = held && kind !== 'mute'
  pen.scale(pixelRatio, pixelRatio)
  pen.translate(haloPx, haloPx)
  pen.scale(sizePx / 16, sizePx / 16)
  pen.lineJoin = 'round'
  pen.lineCap = 'round'

  pen.strokeStyle = tokenValue('raised')
  pen.lineWidth = haloPx
  pen.stroke(body)

  pen.fillStyle = kind === 'mute' ? tokenValue('mute-tint') : hollow ? tokenValue('raised') : tokenValue(kind)
  pen.fill(body)
  pen.strokeStyle = tokenValue(hollow && kind !== 'minor' && kind !== 'info' ? kind : `${kind}-text`)
  pen.lineWidth = hollow ? 2 : 1.3
  if (kind === 'mute') pen.setLineDash([3, 2.2])
  pen.stroke(body)
  pen.setLineDash([])

  pen.strokeStyle = tokenValue(kind === 'mute' || hollow ? `${kind}-text` : `${kind}-on`)
  pen.lineWidth = kind === 'mute' ? 1.6 : 2
  pen.stroke(new Path2D(signs[kind]))
  return { image: pen.getImageData(0, 0, side, side), pixelRatio }
}

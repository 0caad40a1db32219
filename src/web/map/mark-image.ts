import { arcParts, arcStates } from '../../core/map-arc.ts'
import { type MarkKind, outlines, signs } from '../kit/shapes.ts'
import { tokenValue } from '../kit/theme.ts'

const pixelRatio = 2
const haloPx = 5

/** Reads the parts back from a name; null for a name that is not a mark's. */
function partsOf(name: string): { kind: MarkKind; held: boolean } | null {
  const [prefix, kind, held] = name.split('/')
  if (prefix !== 'mark' || kind === undefined || !(kind in outlines)) return null
  // Checked on the line above: the name is one of the shapes.
  return { kind: kind as MarkKind, held: held === 'held' }
}

function blank(sidePx: number): CanvasRenderingContext2D | null {
  const canvas = document.createElement('canvas')
  canvas.width = sidePx * pixelRatio
  canvas.height = sidePx * pixelRatio
  const pen = canvas.getContext('2d')
  pen?.scale(pixelRatio, pixelRatio)
  return pen
}

export interface MapImage {
  image: ImageData
  pixelRatio: number
}

function finish(pen: CanvasRenderingContext2D): MapImage {
  return { image: pen.getImageData(0, 0, pen.canvas.width, pen.canvas.height), pixelRatio }
}

/** The quiet disc of what is well: small for one asset, large enough for the count of a group, with its arcs. */
function drawDisc(name: string): MapImage | null {
  const [, kind, , size, arcs = ''] = name.split('/')
  const radius = kind === 'group' ? Number(size) : 5
  const side = radius * 2 + 4
  const pen = blank(side)
  if (pen === null || Number.isNaN(radius)) return null
  pen.beginPath()
  pen.arc(side / 2, side / 2, radius, 0, 2 * Math.PI)
  pen.fillStyle = tokenValue('raised')
  pen.fill()
  pen.strokeStyle = tokenValue('line-strong')
  pen.lineWidth = 1.25
  pen.stroke()
  drawArcs(pen, side / 2, radius - 2, arcs)
  return finish(pen)
}

/** Parts of the disc by state, worst first from twelve o'clock; what is silent is broken up, so that it is not only a colour. */
function drawArcs(pen: CanvasRenderingContext2D, middle: number, radius: number, arcs: string): void {
  const parts = arcs.split('-').map(Number)
  let from = -Math.PI / 2
  for (const [i, state] of arcStates.entries()) {
    const to = from + ((parts[i] ?? 0) / arcParts) * 2 * Math.PI
    if (to > from) {
      pen.beginPath()
      pen.arc(middle, middle, radius, from, to)
      pen.strokeStyle = tokenValue(state)
      pen.lineWidth = 4
      pen.setLineDash(state === 'mute' ? [2, 2] : [])
      pen.stroke()
    }
    from = to
  }
  pen.setLineDash([])
}

/** The hatch of what has no data: lines that meet at the edges of the tile. */
function drawHatch(): MapImage | null {
  const side = 8
  const pen = blank(side)
  if (pen === null) return null
  pen.strokeStyle = tokenValue('hatch')
  pen.lineWidth = 1.5
  pen.beginPath()
  for (const shift of [-side, 0, side]) {
    pen.moveTo(shift - 1, side + 1)
    pen.lineTo(shift + side + 1, -1)
  }
  pen.stroke()
  return finish(pen)
}

/** Draws what a layer names: a mark, a disc or the hatch. Null for any other name. */
export function drawMapImage(name: string): MapImage | null {
  if (name.startsWith('hatch/')) return drawHatch()
  return name.startsWith('disc/') ? drawDisc(name) : drawMark(name)
}

/**
 * Draws a severity shape for the map: surface halo, dark keyline, filled while nobody has it. Urgent ones are 24 px, the rest
 * 19 px. Reads the tokens of the theme in force. Null for a name that is not a mark's.
 */
function drawMark(name: string): MapImage | null {
  const parts = partsOf(name)
  if (parts === null) return null
  const { kind, held } = parts
  const sizePx = kind === 'crit' ? 24 : 19
  const pen = blank(sizePx + haloPx * 2)
  if (pen === null) return null

  const body = new Path2D(outlines[kind])
  const hollow = held && kind !== 'mute'
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
  return finish(pen)
}

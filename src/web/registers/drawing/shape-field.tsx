import './drawing.css'
import { type KeyboardEvent, useMemo, useRef, useState } from 'react'
import { findArea, makeAreaShape } from '../../../core/geo.ts'
import { pathsOf, type Shape, type ShapeKind, shapeOf } from '../../../core/geo-shape.ts'
import { useAreas } from '../../api/situation.ts'
import { Button } from '../../kit/button.tsx'
import type { FieldProps } from '../../kit/field.tsx'
import { Icon } from '../../kit/icon.tsx'
import { useText } from '../../text/use-text.ts'
import { addCorner, type Corner, insertCorner, middlesOf, moveCorner, type Paths, removeCorner } from './edit-paths.ts'
import type { Handle } from './open-shape-map.ts'
import { mostBytes, readShapeFile } from './shape-file.ts'
import { ShapeMap } from './shape-map.tsx'
import { readShape, writeShape } from './shape-text.ts'
import { isShape } from './shape-words.ts'

/** With more points than this a drawing is changed by its table or a file: nobody takes hold of one of a thousand. */
const mostHandles = 200

const keyOf = (kind: 'corner' | 'middle', { path, index }: Corner) => `${kind} ${path} ${index}`
function cornerOf(key: string): Corner & { readonly isMiddle: boolean } {
  const [kind, path, index] = key.split(' ')
  return { isMiddle: kind === 'middle', path: Number(path), index: Number(index) }
}

function handlesOf(kind: ShapeKind, paths: Paths, chosen: string | undefined): Handle[] {
  if (paths.flat().length > mostHandles) return []
  const corners = paths.flatMap((points, path) =>
    points.map((at, index) => ({ key: keyOf('corner', { path, index }), at, isMiddle: false })),
  )
  const middles = kind === 'point' ? [] : middlesOf(paths, kind === 'polygon')
  return [
    ...middles.map((middle) => ({ key: keyOf('middle', middle), at: middle.at, isMiddle: true })),
    ...corners,
  ].map((handle) => ({ ...handle, isChosen: handle.key === chosen }))
}

/** The commune that a point falls into. */
function Commune({ at }: { at: readonly number[] }) {
  const { t } = useText()
  const areas = useAreas()
  const shapes = useMemo(
    () => areas.data?.features.map(({ properties, geometry }) => makeAreaShape(properties.name, geometry)),
    [areas.data],
  )
  const name = shapes && findArea(shapes, at[0] ?? 0, at[1] ?? 0)
  return (
    <span role="status" className="shape-commune">
      <Icon name="pin" size={16} />
      {shapes && (name ?? t('asset.outside'))}
    </span>
  )
}

/**
 * A point, line or polygon: pressed on the map point by point, pulled, taken away, undone; or typed and pasted as coordinates; or taken
 * from a GeoJSON file. Gives the shape, null where there is none, and what cannot be read as it was typed.
 */
export function ShapeField(props: {
  kind: ShapeKind
  control: FieldProps
  value: unknown
  onChange: (value: Shape | string | null) => void
}) {
  const { kind, control, value } = props
  const { t } = useText()
  const shape = useMemo(
    () => (typeof value === 'string' ? readShape(kind, value).shape : isShape(value) ? value : null),
    [kind, value],
  )
  const paths = useMemo(() => (shape ? pathsOf(shape) : []), [shape])
  const [typed, setTyped] = useState(() => (typeof value === 'string' ? value : writeShape(shape)))
  const [isTyping, setTyping] = useState(false)
  const [isAdding, setAdding] = useState(shape === null)
  const [chosen, setChosen] = useState<string>()
  const [fits, setFits] = useState(0)
  const [fileFault, setFileFault] = useState<string>()
  const [past, setPast] = useState<readonly (Shape | string | null)[]>([])
  const file = useRef<HTMLInputElement>(null)
  const now = isShape(value) || typeof value === 'string' ? value : null
  const text = isTyping || typeof value === 'string' ? typed : writeShape(shape)
  const handles = useMemo(() => handlesOf(kind, paths, chosen), [kind, paths, chosen])
  const shown = useMemo(() => (shape ? [{ shape }] : []), [shape])

  function give(next: Shape | string | null, isKept = true) {
    if (isKept) setPast((all) => [...all, now].slice(-100))
    setFileFault(undefined)
    props.onChange(next)
  }
  const draw = (next: Paths) => {
    setTyping(false)
    give(shapeOf(kind, next))
  }
  function press(at: readonly number[]) {
    if (kind === 'point') draw([[at]])
    else if (isAdding) draw(addCorner(paths, at))
    else setChosen(undefined)
  }
  function handle(key: string) {
    const corner = cornerOf(key)
    const at = handles.find((each) => each.key === key)?.at
    if (corner.isMiddle && at) {
      draw(insertCorner(paths, corner, at))
      setChosen(keyOf('corner', corner))
      return
    }
    const isEnd = corner.path === 0 && (corner.index === 0 || corner.index === (paths[0]?.length ?? 0) - 1)
    // Pressing the first or the last point again is how drawing ends everywhere.
    if (isAdding && isEnd && kind !== 'point') setAdding(false)
    else setChosen(key === chosen ? undefined : key)
  }
  function move(key: string, at: readonly number[]) {
    const corner = cornerOf(key)
    draw(corner.isMiddle ? insertCorner(paths, corner, at) : moveCorner(paths, corner, at))
  }
  function remove() {
    const key = chosen ?? (isAdding && paths[0] ? keyOf('corner', { path: 0, index: paths[0].length - 1 }) : undefined)
    if (key === undefined) return
    draw(removeCorner(paths, cornerOf(key)))
    setChosen(undefined)
  }
  function undo() {
    const last = past.at(-1)
    if (last === undefined) return
    setPast(past.slice(0, -1))
    setTyping(false)
    if (typeof last === 'string') setTyped(last)
    setChosen(undefined)
    give(last, false)
  }
  function clear() {
    setTyping(false)
    setChosen(undefined)
    setAdding(true)
    give(null)
  }
  function type(next: string) {
    const read = readShape(kind, next)
    const isFirst = !isTyping
    setTyped(next)
    setTyping(true)
    setChosen(undefined)
    give(read.wrongLine === null ? read.shape : next, isFirst)
  }
  async function take(picked: File | undefined) {
    if (!picked) return
    const read =
      picked.size > mostBytes ? ({ code: 'file_too_large' } as const) : readShapeFile(kind, await picked.text())
    if ('code' in read) {
      setFileFault(t(`shape.file.${read.code}`, { n: 'n' in read ? read.n : 0, kind: t(`shape.kind.${kind}`) }))
      return
    }
    setTyping(false)
    setAdding(false)
    give(read)
    setFits((count) => count + 1)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const isUndo =
      event.key === 'z' && (event.ctrlKey || event.metaKey) && !(event.target instanceof HTMLTextAreaElement)
    if (!isUndo || event.target instanceof HTMLInputElement) return
    event.preventDefault()
    undo()
  }
  const events = { onPress: press, onHandle: handle, onMove: move, onDelete: remove }
  const say = kind === 'point' ? 'shape.how.point' : isAdding ? 'shape.how.adding' : 'shape.how.editing'
  const common = { ...control, value: text, autoComplete: 'off', spellCheck: false }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it listens for the keys of the controls inside
    <div className="shape-field" onKeyDown={onKeyDown}>
      {kind === 'point' ? (
        <input
          {...common}
          className="input"
          placeholder="16.4637, 107.5909"
          onChange={(event) => type(event.target.value)}
          onBlur={() => setTyping(false)}
        />
      ) : (
        <textarea
          {...common}
          className="input shape-table"
          rows={5}
          placeholder={'16.4637, 107.5909\n16.4702, 107.5811'}
          onChange={(event) => type(event.target.value)}
          onBlur={() => setTyping(false)}
        />
      )}
      <div className="shape-tools">
        {kind !== 'point' && (
          <Button small aria-pressed={isAdding} onClick={() => setAdding(!isAdding)}>
            <Icon name={isAdding ? 'check' : 'plus'} size={14} />
            {t(isAdding ? 'shape.finish' : 'shape.goOn')}
          </Button>
        )}
        {kind !== 'point' && (
          <Button small disabled={chosen === undefined} onClick={remove}>
            {t('shape.removeCorner')}
          </Button>
        )}
        <Button small disabled={past.length === 0} onClick={undo} aria-keyshortcuts="Control+Z">
          {t('shape.undo')}
        </Button>
        <Button small disabled={now === null} onClick={clear}>
          {t('shape.clear')}
        </Button>
        <Button small onClick={() => file.current?.click()}>
          <Icon name="upload" size={14} />
          {t('shape.file.take')}
        </Button>
        <input
          ref={file}
          type="file"
          accept=".geojson,.json,application/geo+json"
          className="visually-hidden"
          tabIndex={-1}
          aria-hidden="true"
          onChange={(event) => {
            void take(event.target.files?.[0])
            event.target.value = ''
          }}
        />
      </div>
      {fileFault && (
        <p className="field-error" role="alert">
          <Icon name="warn" size={14} />
          {fileFault}
        </p>
      )}
      <ShapeMap title={t('shape.mapOf')} shapes={shown} handles={handles} events={events} fitKey={String(fits)} />
      <p className="field-hint shape-how">
        {shape?.type === 'Point' ? <Commune at={shape.coordinates} /> : null}
        <span>{t(paths.flat().length > mostHandles ? 'shape.how.many' : say, { n: mostHandles })}</span>
      </p>
    </div>
  )
}

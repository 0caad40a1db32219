import { useEffect, useRef } from 'react'
import { useText } from '../text/use-text.ts'
import type { Row, Rows } from './palette-rows.ts'
import { RowContent } from './row-content.tsx'

/** What was found, in groups, as a list to choose from; `at` counts through all groups. */
export function PaletteList(props: {
  id: string
  groups: readonly Rows[]
  at: number
  onPoint: (key: string) => void
  onRun: (row: Row, apart: boolean) => void
}) {
  const { t } = useText()
  const { id, groups, at } = props
  const list = useRef<HTMLDivElement>(null)
  const chosen = groups.flatMap(({ rows }) => rows)[at]?.key
  useEffect(() => {
    if (chosen === undefined) return
    const row = list.current?.querySelector('[aria-selected="true"]')
    row?.scrollIntoView({ block: 'nearest' })
    // The first line takes the head of its group along.
    if (at === 0) list.current?.scrollTo({ top: 0 })
  }, [chosen, at])
  let count = 0
  return (
    <div className="palette-list" id={`${id}-list`} role="listbox" aria-label={t('palette.results')} ref={list}>
      {groups.map(({ group, rows }) => (
        // biome-ignore lint/a11y/useSemanticElements: a group of options, which has no element of its own
        <div key={group} role="group" aria-labelledby={`${id}-${group}`}>
          <div className="palette-group" id={`${id}-${group}`} role="presentation">
            {t(`palette.group.${group}`)}
          </div>
          {rows.map((row) => {
            const place = count++
            return (
              // biome-ignore lint/a11y/useKeyWithClickEvents: keys go to the field, which names the chosen option
              <div
                key={row.key}
                id={`${id}-${place}`}
                role="option"
                tabIndex={-1}
                aria-selected={place === at}
                className="palette-row"
                onPointerMove={() => props.onPoint(row.key)}
                onClick={(event) => props.onRun(row, event.ctrlKey || event.metaKey)}
              >
                <RowContent row={row} />
              </div>
            )
          })}
        </div>
      ))}
    </div>
  )
}

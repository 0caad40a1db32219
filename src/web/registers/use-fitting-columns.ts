import { type RefObject, useEffect, useLayoutEffect, useState } from 'react'

/**
 * Hides columns of a table until it is no wider than the box it scrolls in, measured, since how wide a column is follows from what
 * stands in it. Cells say with `data-column` which column they are of.
 * @param order keys of the columns that may go, the first to go first
 * @param isOn false shows all of them, and the table scrolls sideways
 * @param content whatever changes when the cells do
 * @returns the keys of those that are hidden now; none on a phone, where rows are cards
 */
export function useFittingColumns(
  table: RefObject<HTMLTableElement | null>,
  order: readonly string[],
  isOn: boolean,
  content: unknown,
): readonly string[] {
  const [hidden, setHidden] = useState('')
  const keys = order.join('\n')

  // Before it is painted: nothing is seen to jump.
  // biome-ignore lint/correctness/useExhaustiveDependencies: other cells are as wide as they are
  useLayoutEffect(() => {
    if (table.current) setHidden(shrink(table.current, keys, isOn))
  }, [table, keys, isOn, content])

  useEffect(() => {
    const box = table.current?.parentElement
    if (!box) return
    let width = box.clientWidth
    const observer = new ResizeObserver(() => {
      if (box.clientWidth === width || !table.current) return
      width = box.clientWidth
      setHidden(shrink(table.current, keys, isOn))
    })
    observer.observe(box)
    return () => observer.disconnect()
  }, [table, keys, isOn])

  return hidden === '' ? [] : hidden.split('\n')
}

/** Hides what does not fit and shows the rest. @returns the hidden keys, a line each */
function shrink(table: HTMLTableElement, keys: string, isOn: boolean): string {
  const cells = Map.groupBy(table.querySelectorAll<HTMLElement>('[data-column]'), (cell) => cell.dataset.column)
  for (const column of cells.values()) for (const cell of column) cell.hidden = false
  const box = table.parentElement
  if (!isOn || !box || matchMedia('(max-width: 700px)').matches) return ''
  const gone: string[] = []
  for (const key of keys.split('\n')) {
    if (table.offsetWidth <= box.clientWidth) break
    for (const cell of cells.get(key) ?? []) cell.hidden = true
    gone.push(key)
  }
  return gone.join('\n')
}

import type { Agency } from '../../core/api/places.ts'
import { matchesSearch } from '../kit/fold.ts'

export interface TreeRow {
  readonly agency: Agency
  /** How many agencies it lies below. */
  readonly depth: number
}

/** Agencies in the order of their tree. With a search only those found, and what they lie below. */
export function treeOrder(agencies: readonly Agency[], search: string): TreeRow[] {
  const byParent = Map.groupBy(agencies, ({ parentId }) => parentId)
  const known = new Set(agencies.map(({ id }) => id))
  const walk = (agency: Agency, depth: number): TreeRow[] => {
    const below = (byParent.get(agency.id) ?? []).flatMap((child) => walk(child, depth + 1))
    const isFound = matchesSearch(`${agency.code} ${agency.name}`, search)
    return isFound || below.length > 0 ? [{ agency, depth }, ...below] : []
  }
  return agencies
    .filter(({ parentId }) => parentId === null || !known.has(parentId))
    .flatMap((agency) => walk(agency, 0))
}

/** Agencies that do not lie below the one with this id, nor are it: where it can be put. */
export function outsideOf(agencies: readonly Agency[], id: number): Agency[] {
  const byParent = Map.groupBy(agencies, ({ parentId }) => parentId)
  const inside = new Set<number>()
  const mark = (each: number) => {
    inside.add(each)
    for (const child of byParent.get(each) ?? []) mark(child.id)
  }
  mark(id)
  return agencies.filter((agency) => !inside.has(agency.id))
}

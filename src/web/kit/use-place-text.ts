import type { AreaRef } from '../../core/api/common.ts'
import { useText } from '../text/use-text.ts'

interface Placed {
  readonly area: AreaRef | null
  /** Commune of the agency it belongs to, for what has no place of its own. */
  readonly agencyArea: AreaRef | null
  readonly position?: unknown
}

/** Where a thing is, in words: its commune, else that of its agency and that it is so, else that its place is not known. */
export function usePlaceText() {
  const { t } = useText()
  return ({ area, agencyArea, position }: Placed): string => {
    if (area) return area.name
    if (position) return t('asset.outside')
    return agencyArea ? t('common.areaByAgency', { name: agencyArea.name }) : t('common.noArea')
  }
}

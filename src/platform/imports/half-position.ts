import { isFilled } from '../../core/lifecycle.ts'
import type { ReadRow, RowFault } from './target.ts'

/** One of longitude and latitude without the other. */
export function halfPosition(row: ReadRow): RowFault[] {
  const [lon, lat] = [isFilled(row.values.get('lon')), isFilled(row.values.get('lat'))]
  const wasUnread = row.faults.some(({ field }) => field === 'lon' || field === 'lat')
  return lon === lat || wasUnread ? [] : [{ code: 'half_a_position', params: {}, field: lon ? 'lat' : 'lon' }]
}

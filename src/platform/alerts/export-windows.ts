import type { MaintenanceWindow } from '../../core/api/maintenance.ts'
import type { Language } from '../../core/text.ts'
import type { Db } from '../db/pool.ts'
import { type ExportTable, localTime, maxRows, refuseManyRows } from '../export/table.ts'
import type { AssetKind } from '../modules/load.ts'
import { readWindows } from './maintenance.ts'

const words = {
  vi: {
    name: 'Bảo trì',
    header: [
      'Lý do',
      'Đơn vị',
      'Thiết bị',
      'Xã, phường',
      'Loại thiết bị',
      'Từ',
      'Đến',
      'Trạng thái',
      'Đang im',
      'Người lập',
      'Lập lúc',
      'Người huỷ',
      'Huỷ lúc',
    ],
    state: { coming: 'Sắp tới', now: 'Đang diễn ra', over: 'Đã qua', cancelled: 'Đã huỷ' },
  },
  en: {
    name: 'Maintenance',
    header: [
      'Reason',
      'Agency',
      'Assets',
      'Commune',
      'Asset type',
      'From',
      'Until',
      'State',
      'Muted',
      'Planned by',
      'Planned at',
      'Cancelled by',
      'Cancelled at',
    ],
    state: { coming: 'Coming', now: 'Now', over: 'Over', cancelled: 'Cancelled' },
  },
} as const

/**
 * Maintenance windows that the transaction's actor may see, as a table for people; times of Asia/Ho_Chi_Minh.
 * @throws {AppError} `too_many_rows`
 */
export async function exportWindows(
  tx: Db,
  which: 'open' | 'all',
  types: ReadonlyMap<string, AssetKind>,
  language: Language,
): Promise<ExportTable> {
  const windows = await readWindows(tx, { state: which, limit: maxRows + 1 })
  refuseManyRows(windows.length)
  const { name, header, state } = words[language]
  const typeName = ({ assetType }: MaintenanceWindow) =>
    assetType === null ? null : (types.get(assetType)?.name[language] ?? assetType)
  return {
    name,
    header,
    rows: windows.map((window) => [
      window.reason,
      window.agency.name,
      window.assets.map((asset) => `${asset.name} (${asset.code})`).join('; ') || null,
      window.area?.name ?? null,
      typeName(window),
      localTime(window.fromAt),
      localTime(window.untilAt),
      state[window.state],
      window.muted,
      window.madeBy?.name ?? null,
      localTime(window.madeAt),
      window.cancelledBy?.name ?? null,
      window.cancelledAt && localTime(window.cancelledAt),
    ]),
  }
}

import { AppError } from '../../core/error.ts'
import type { Db } from '../db/pool.ts'
import type { RecordKind } from './record-kind.ts'
import type { StoredRecord } from './stored-record.ts'

/** @throws {AppError} `edited_meanwhile` (409) saying what was changed, by whom and when, since the version that was seen */
export async function refuseOldVersion(tx: Db, kind: RecordKind, record: StoredRecord, seen: number): Promise<void> {
  if (record.version === seen) return
  const since = await tx
    .selectFrom('platform.recordHistory')
    .select(['byName', 'at', 'kind', 'move', 'changes'])
    .where('recordId', '=', record.id)
    .where('version', '>', seen)
    .where('kind', '<>', 'file_added')
    .orderBy('id')
    .execute()
  const errors = since.flatMap(({ byName, at, move, changes }) => {
    const when = at.toISOString()
    const names = Object.keys(changes)
    const moved = move ? [{ path: 'state', message: `«${move}» by ${byName} at ${when}` }] : []
    return [...moved, ...names.map((key) => ({ path: pathOf(kind, key), message: `changed by ${byName} at ${when}` }))]
  })
  const who = [...new Set(since.map(({ byName }) => byName))].join(', ')
  const what = [...new Set(errors.map(({ path }) => path))].join(', ')
  const detail = `changed since version ${seen} by ${who || 'somebody'}: ${what}; nothing was overwritten, look at it anew and try again`
  throw new AppError('edited_meanwhile', 409, { detail, errors })
}

const pathOf = (kind: RecordKind, key: string) => (key in kind.record.fields ? `values.${key}` : key)

import type { Evidence } from '../../core/api/work.ts'
import type { ListedFile } from '../kit/file-list.tsx'

/** Evidence as a list of files shows it; `of`: the task it belongs to, where the list holds those of several. */
export function listedEvidence(file: Evidence, of?: string): ListedFile {
  return { ...file, address: `/api/evidence/${file.id}/file`, ...(of === undefined ? {} : { of }) }
}

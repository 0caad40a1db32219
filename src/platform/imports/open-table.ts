import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { AppError } from '../../core/error.ts'
import { fileFaultText } from '../../core/import/file-fault.ts'
import { projectRoot } from '../project-root.ts'
import type { Table } from './table.ts'

const limits = { maxOldGenerationSizeMb: 1_500, stackSizeMb: 8 }
const withinMs = 120_000

type Answer = { readonly table: Table } | { readonly fault: { code: string; params: Record<string, string | number> } }

/**
 * Reads a file in a thread of its own, so that the centre goes on meanwhile and a file made to exhaust memory or time ends that thread
 * only.
 * @throws {AppError} `file_unreadable` with a sentence that says why
 */
export async function openTable(content: Uint8Array, sheet: string | null, name = ''): Promise<Table> {
  const worker = new Worker(join(projectRoot, 'src/platform/imports/table-worker.ts'), {
    workerData: { content, sheet, name },
    resourceLimits: limits,
  })
  const { promise, resolve } = Promise.withResolvers<Answer>()
  const fault = (code: string) => resolve({ fault: { code, params: {} } })
  const late = setTimeout(() => fault('takes_too_long'), withinMs)
  worker.once('message', resolve)
  worker.once('error', (error: NodeJS.ErrnoException) =>
    fault(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'unpacks_too_large' : 'not_a_table'),
  )
  worker.once('exit', () => fault('not_a_table'))
  try {
    const answer = await promise
    if ('table' in answer) return answer.table
    const { code, params } = answer.fault
    const detail = `file: ${fileFaultText(code, params, 'en')}`
    throw new AppError('file_unreadable', 400, { detail, errors: [{ path: code, message: JSON.stringify(params) }] })
  } finally {
    clearTimeout(late)
    await worker.terminate()
  }
}

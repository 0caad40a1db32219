import { parentPort, workerData } from 'node:worker_threads'
import { readTable } from './read-table.ts'
import { TableFault } from './table.ts'

/** Answers with the table, or with the code and words of what is wrong with the file. */
const { content, sheet, name } = workerData as { content: Uint8Array; sheet: string | null; name: string } // Given by open-table.ts in this form.

try {
  parentPort?.postMessage({ table: await readTable(content, sheet, name) })
} catch (error) {
  if (!(error instanceof TableFault)) throw error
  parentPort?.postMessage({ fault: { code: error.code, params: error.params } })
}

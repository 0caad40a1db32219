import type { FastifyReply } from 'fastify'
import type { ExportTable } from './table.ts'
import { exportCsv } from './write-csv.ts'
import { exportXlsx } from './write-xlsx.ts'

const types = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

/** Answers with a table as a file to keep. `name`: of the file, without its ending. */
export function sendTable(reply: FastifyReply, format: 'csv' | 'xlsx', name: string, table: ExportTable): FastifyReply {
  return (
    reply
      .header('content-disposition', `attachment; filename="${name}.${format}"`)
      .header('cache-control', 'private, no-store')
      .type(types[format])
      // Texts and bytes go out as they are; the type only knows text.
      .serializer((body: unknown) => body as string)
      .send(format === 'csv' ? exportCsv(table) : exportXlsx(table))
  )
}

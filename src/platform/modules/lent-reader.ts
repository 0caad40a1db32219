import { CompiledQuery } from 'kysely'
import { z } from 'zod'
import type { ModuleReader } from '../../core/module-route.ts'
import { schemaOfModule } from '../../core/record-table.ts'
import type { Db } from '../db/pool.ts'

const always = ['platform', 'public', 'pg_catalog', 'information_schema']

/**
 * Why a statement is not a module's to ask, as a sentence; null when it is. `others`: the ids of the other modules. The wall stands
 * below it in any case: this keeps modules off tables that may change.
 */
export function statementFault(text: string, others: readonly string[]): string | null {
  const words = text.replaceAll('"', '')
  for (const schema of [...always, ...others.map(schemaOfModule)]) {
    for (const [, name = ''] of words.matchAll(new RegExp(`\\b${schema}\\s*\\.\\s*([a-z_0-9]+)`, 'gi'))) {
      if (schema === 'platform' && name.toLowerCase().startsWith('core_')) continue
      return `names ${schema}.${name}; a module reads its own schema and platform.core_* (docs/module.md)`
    }
  }
  return null
}

/** What a module reads with, in the transaction of the person who asks. */
export function lendReader(tx: Db, moduleId: string, others: readonly string[]): ModuleReader {
  return {
    async rows(row, text, values = []) {
      const fault = statementFault(text, others)
      if (fault) throw new Error(`module ${moduleId} ${fault}`)
      const { rows } = await tx.executeQuery(CompiledQuery.raw(text, [...values]))
      return z.array(row).parse(rows)
    },
  }
}

import { resolve } from 'node:path'
import pino from 'pino'
import { readHolder } from '../src/platform/db/data-dir-lock.ts'
import { readSecret } from '../src/platform/db/embedded/secrets.ts'
import { type ConnectionTarget, openPool } from '../src/platform/db/pool.ts'
import { serverLogin } from '../src/platform/db/prepare.ts'
import { buildWall, type Wall } from '../src/platform/db/wall.ts'

/** The data folder that DATA_DIR names, `var` without it. */
export const dataDirOf = (env: NodeJS.ProcessEnv): string => resolve(env.DATA_DIR || 'var')

/**
 * Does `work` over the database of DATABASE_URL, or that of the centre that runs on DATA_DIR, as the server signs in.
 * @throws {Error} that says how to mend it when no centre runs
 */
export async function withCentreDatabase<T>(env: NodeJS.ProcessEnv, work: (wall: Wall) => Promise<T>): Promise<T> {
  const pool = openPool(findDatabase(env), pino({ level: 'silent' }), 1)
  try {
    return await work(buildWall(pool.db, () => undefined))
  } finally {
    await pool.close()
  }
}

function findDatabase(env: NodeJS.ProcessEnv): ConnectionTarget {
  if (env.DATABASE_URL) return env.DATABASE_URL
  const dataDir = dataDirOf(env)
  const holder = readHolder(dataDir)
  if (!holder?.socketDir || !holder.port) {
    throw new Error(`no centre is running on ${dataDir}; start it (npm start), or name its folder with DATA_DIR`)
  }
  const password = readSecret(dataDir, serverLogin)
  return { host: holder.socketDir, port: holder.port, user: serverLogin, password, database: 'nhip' }
}

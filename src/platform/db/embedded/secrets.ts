import { randomBytes } from 'node:crypto'
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const secretsFile = z.record(z.string(), z.unknown())

function readAll(path: string): Record<string, unknown> {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {}
    throw error
  }
  try {
    return secretsFile.parse(JSON.parse(text))
  } catch (cause) {
    throw new Error(
      `${path} is not a JSON object. Restore it from a backup; it holds passwords that exist nowhere else.`,
      {
        cause,
      },
    )
  }
}

/** True when `<dataDir>/secrets.json` already holds a text under `name`. */
export function hasSecret(dataDir: string, name: string): boolean {
  return typeof readAll(join(dataDir, 'secrets.json'))[name] === 'string'
}

/**
 * Reads the secret `name` of `<dataDir>/secrets.json` (mode 0600); the first time it is made with `create` and kept.
 * The other keys of the file stay as they are. Call it only while holding the data folder (`acquireDataDir`).
 */
export function readSecret(dataDir: string, name: string, create: () => string = generateSecret): string {
  const path = join(dataDir, 'secrets.json')
  const all = readAll(path)
  const known = all[name]
  if (typeof known === 'string') return known
  const secret = create()
  const next = `${path}.${process.pid}.new`
  writeFileSync(next, `${JSON.stringify({ ...all, [name]: secret }, null, 2)}\n`, { mode: 0o600, flush: true })
  renameSync(next, path)
  return secret
}

/** A fresh secret of 192 random bits as URL-safe text. */
export function generateSecret(): string {
  return randomBytes(24).toString('base64url')
}

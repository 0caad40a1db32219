import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Hash of files and folders (recursively, names and contents); what does not exist counts as such. */
export function hashOf(root, names, isSkipped = () => false) {
  const hash = createHash('sha256')
  const add = (name) => {
    if (isSkipped(name)) return
    const path = join(root, name)
    let entries
    try {
      entries = readdirSync(path).sort()
    } catch (error) {
      if (error.code === 'ENOTDIR') hash.update(`${name}\0`).update(readFileSync(path)).update('\0')
      else hash.update(`${name} is missing\0`)
      return
    }
    for (const entry of entries) add(join(name, entry))
  }
  for (const name of names) add(name)
  return hash.digest('hex')
}

export function readStamp(path) {
  try {
    return readFileSync(path, 'utf8').trim()
  } catch {
    return undefined
  }
}

/** Written beside and renamed: node_modules may be hard-linked from another tree, whose stamp must not change. */
export function writeStamp(path, hash) {
  writeFileSync(`${path}.${process.pid}`, `${hash}\n`)
  renameSync(`${path}.${process.pid}`, path)
}

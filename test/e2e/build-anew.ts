import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const isText = (name: string) => /\.(js|css|html)$/.test(name)

/**
 * Makes another build of the page that stands in `folder`, as an update does: every part has another name, and those of old are gone.
 */
export function buildAnew(folder: string): void {
  const assets = join(folder, 'assets')
  const all = readdirSync(assets)
  for (const name of all.filter((each) => /\.(gz|br)$/.test(each))) rmSync(join(assets, name))
  const names = all.filter((name) => !/\.(gz|br)$/.test(name))
  const newNames = new Map(names.map((name) => [name, name.replace(/(\.[a-z0-9]+)$/, 'x$1')]))
  const renamed = (text: string) =>
    text.replace(/[\w.-]+\.(?:js|css|woff2|svg|png)\b/g, (name) => newNames.get(name) ?? name)
  for (const [name, newName] of newNames) {
    const path = join(assets, name)
    if (isText(name)) writeFileSync(path, renamed(readFileSync(path, 'utf8')))
    renameSync(path, join(assets, newName))
  }
  const index = join(folder, 'index.html')
  writeFileSync(index, renamed(readFileSync(index, 'utf8')))
}

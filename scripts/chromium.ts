import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** The browser of the page tests: its path, or why there is none and how to mend that. */
export type Chromium =
  | { readonly path: string; readonly problem: null }
  | { readonly path: ''; readonly problem: string }

const names = ['chromium', 'chromium-browser', 'google-chrome']

function findChromium(): string | undefined {
  const { CHROMIUM_PATH, PATH = '' } = process.env
  if (CHROMIUM_PATH) return existsSync(CHROMIUM_PATH) ? CHROMIUM_PATH : undefined
  const folders = PATH.split(delimiter)
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path))
}

/** Finds Chromium; installs Debian's package where this process may. */
export async function ensureChromium(): Promise<Chromium> {
  const found = findChromium()
  if (found) return { path: found, problem: null }
  const problem =
    'the page tests need Chromium: install it (Debian: apt-get install chromium), or name it with CHROMIUM_PATH'
  const hasApt = (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, 'apt-get')))
  if (process.getuid?.() !== 0 || !hasApt) return { path: '', problem }
  console.log('installing Chromium for the page tests (apt-get install chromium)')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  for (const args of [
    ['update', '-q'],
    ['install', '-y', '-q', '--no-install-recommends', 'chromium'],
  ]) {
    const { status } = spawnSync('apt-get', args, { env, stdio: ['ignore', 'ignore', 'inherit'] })
    if (status !== 0) return { path: '', problem: `apt-get ${args[0]} failed; ${problem}` }
  }
  const installed = findChromium()
  return installed ? { path: installed, problem: null } : { path: '', problem }
}

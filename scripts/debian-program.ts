import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** A program that tests need and npm does not bring: its path, or why there is none and how to mend that. */
export type Program =
  | { readonly path: string; readonly problem: null }
  | { readonly path: ''; readonly problem: string }

interface Wanted {
  /** What it is called here, and for what it is needed, e.g. «Chromium» and «the page tests». */
  readonly title: string
  readonly use: string
  readonly names: readonly string[]
  /** The environment variable that may name it; without one it is found on PATH alone. */
  readonly variable?: string
  readonly debianPackage: string
}

/** The browser of the page tests. */
export const chromium: Wanted = {
  title: 'Chromium',
  use: 'the page tests',
  names: ['chromium', 'chromium-browser', 'google-chrome'],
  variable: 'CHROMIUM_PATH',
  debianPackage: 'chromium',
}

/** The broker of another maker that the tests of an operator's broker run. */
export const mosquitto: Wanted = {
  title: 'Mosquitto',
  use: 'the tests of an MQTT broker',
  names: ['mosquitto'],
  variable: 'MOSQUITTO_PATH',
  debianPackage: 'mosquitto',
}

/** Publishers and subscribers of another maker: of a million messages, and of a night. */
export const mosquittoClients: Wanted = {
  title: 'mosquitto_pub and mosquitto_sub',
  use: 'the tests with devices of another maker',
  names: ['mosquitto_pub'],
  debianPackage: 'mosquitto-clients',
}

/** The gateway of another maker that sends over HTTP. */
export const curl: Wanted = {
  title: 'curl',
  use: 'the tests with devices of another maker',
  names: ['curl'],
  debianPackage: 'curl',
}

function find({ names, variable }: Wanted): string | undefined {
  const named = variable && process.env[variable]
  if (named) return existsSync(named) ? named : undefined
  // Servers stand in sbin, which an ordinary user's PATH may lack.
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/local/sbin', '/usr/sbin']
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path))
}

/** Finds a program; installs Debian's package where this process may. */
export async function ensureProgram(wanted: Wanted): Promise<Program> {
  const found = find(wanted)
  if (found) return { path: found, problem: null }
  const { title, use, variable, debianPackage } = wanted
  const problem = `${use} need ${title}: install it (Debian: apt-get install ${debianPackage})${variable ? `, or name it with ${variable}` : ''}`
  const hasApt = (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, 'apt-get')))
  if (process.getuid?.() !== 0 || !hasApt) return { path: '', problem }
  console.log(`installing ${title} for ${use} (apt-get install ${debianPackage})`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  for (const args of [
    ['update', '-q'],
    ['install', '-y', '-q', '--no-install-recommends', debianPackage],
  ]) {
    const { status } = spawnSync('apt-get', args, { env, stdio: ['ignore', 'ignore', 'inherit'] })
    if (status !== 0) return { path: '', problem: `apt-get ${args[0]} failed; ${problem}` }
  }
  const installed = find(wanted)
  return installed ? { path: installed, problem: null } : { path: '', problem }
}

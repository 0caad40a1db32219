/**
 * `npm run bench [-- name …]`: runs the benches of this folder (all, or those named), prints each figure beside its goal and writes
 * results.json. Every figure is a ratio to something plain that does the same work, or to a limit, so that machines compare.
 */
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Result } from './support/result.ts'

const file = join(import.meta.dirname, 'results.json')
const Results = z.array(
  z.object({
    name: z.string(),
    ours: z.number(),
    baseline: z.number(),
    ratio: z.number(),
    goal: z.string(),
    ok: z.boolean(),
  }),
)

async function readResults(): Promise<Result[]> {
  try {
    return Results.parse(JSON.parse(await readFile(file, 'utf8')))
  } catch {
    return []
  }
}

const names = (await readdir(import.meta.dirname))
  .filter((name) => name.endsWith('.ts') && name !== 'run.ts')
  .map((name) => name.slice(0, -3))
const wanted = process.argv.slice(2)
const unknown = wanted.find((name) => !names.includes(name))
if (unknown !== undefined) throw new Error(`no bench «${unknown}»; there are ${names.join(', ')}`)

const figure = (value: number) => (Number.isInteger(value) ? String(value) : value.toPrecision(3))
for (const name of wanted.length > 0 ? wanted : names.sort()) {
  const { bench }: { bench: () => Promise<Result[]> } = await import(join(import.meta.dirname, `${name}.ts`))
  const fresh = await bench()
  for (const { name: what, ours, baseline, ratio, goal, ok } of fresh) {
    console.log(
      `${ok ? 'ok  ' : 'MISS'} ${what}: ours ${figure(ours)}, baseline ${figure(baseline)}, ratio ${figure(ratio)}, goal ${goal}`,
    )
    if (!ok) process.exitCode = 1
  }
  const kept = (await readResults()).filter((result) => !fresh.some((other) => other.name === result.name))
  await writeFile(file, `${JSON.stringify([...kept, ...fresh], null, 2)}\n`)
}

/**
 * `npm test`: format, lint, types, walls, dead code, generated files, then every test. A stage that fails does not stop the next;
 * the last line counts tests and stages together: `N passed, N failed`.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, curl, ensureProgram, mosquitto, mosquittoClients } from './debian-program.ts'

const root = join(import.meta.dirname, '..')
const bin = (name: string) => join(root, 'node_modules/.bin', name)

interface Stage {
  readonly name: string
  readonly command: readonly string[]
}

const stages: readonly Stage[] = [
  { name: 'format and lint', command: [bin('biome'), 'ci', '--colors=off', '--diagnostic-level=error', '.'] },
  { name: 'types', command: [process.execPath, join(root, 'node_modules/typescript7/bin/tsc'), '-p', root] },
  { name: 'walls', command: [bin('depcruise'), 'src', 'scripts', 'test', 'bench'] },
  { name: 'dead code', command: [bin('knip')] },
  { name: 'generated files', command: [process.execPath, join(root, 'scripts/generate.ts'), '--check'] },
]

function run(command: readonly string[], env: NodeJS.ProcessEnv = process.env): Promise<number> {
  const [program = '', ...args] = command
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'] })
    const forward = (signal: NodeJS.Signals) => child.kill(signal)
    process.once('SIGTERM', forward).once('SIGINT', forward)
    child.on('error', (error) => {
      console.error(`${program}: ${error.message}`)
      resolve(1)
    })
    child.on('exit', (code, signal) => {
      process.off('SIGTERM', forward).off('SIGINT', forward)
      resolve(signal ? 1 : (code ?? 1))
    })
  })
}

async function runTests(): Promise<{ passed: number; failed: number; skipped: number }> {
  const paths: NodeJS.ProcessEnv = {}
  for (const wanted of [chromium, mosquitto, mosquittoClients, curl]) {
    const { path, problem } = await ensureProgram(wanted)
    if (problem) {
      console.error(problem)
      return { passed: 0, failed: 1, skipped: 0 }
    }
    if (wanted.variable) paths[wanted.variable] = path
  }
  const folder = mkdtempSync(join(tmpdir(), 'nhip-counts-'))
  const file = join(folder, 'counts.json')
  try {
    const code = await run([bin('vitest'), 'run'], {
      ...process.env,
      ...paths,
      NHIP_TEST_COUNTS: file,
    })
    const counts = JSON.parse(readFileSync(file, 'utf8')) as { passed: number; failed: number; skipped: number }
    // A run that ended badly although no test failed is itself a failure.
    return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts
  } catch (error) {
    console.error(`the tests did not run to their end: ${(error as Error).message}`)
    return { passed: 0, failed: 1, skipped: 0 }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const wanted = process.argv.slice(2)
const known = [...stages.map(({ name }) => name), 'tests']
const unknown = wanted.find((name) => !known.includes(name))
if (unknown !== undefined) {
  console.error(`no stage «${unknown}»; there are ${known.map((name) => `«${name}»`).join(', ')}`)
  process.exit(2)
}
const isWanted = (name: string) => wanted.length === 0 || wanted.includes(name)

let passed = 0
let failed = 0
for (const { name, command } of stages) {
  if (!isWanted(name)) continue
  const startedAt = Date.now()
  console.log(`\n== ${name}`)
  const code = await run(command)
  console.log(`== ${name}: ${code === 0 ? 'passed' : 'FAILED'} (${((Date.now() - startedAt) / 1000).toFixed(1)} s)`)
  if (code === 0) passed++
  else failed++
}
if (isWanted('tests')) console.log('\n== tests')
const tests = isWanted('tests') ? await runTests() : { passed: 0, failed: 0, skipped: 0 }
passed += tests.passed
// Nothing is left out in silence: a skipped test counts as failed.
failed += tests.failed + tests.skipped
process.exitCode = failed === 0 ? 0 : 1
console.log(`${passed} passed, ${failed} failed`)

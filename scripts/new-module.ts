/** `npm run new-module -- <name> [parts]`: a folder under src/modules that starts, passes the contract and shows where to go on. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { reservedIds } from '../src/core/module-fault.ts'
import { schemaOfModule } from '../src/core/record-table.ts'
import { writeMigration } from '../src/platform/db/declared/write-migration.ts'
import { loadModules } from '../src/platform/modules/load.ts'
import { moduleText, type Part, parts } from './new-module/module-text.ts'

const usage = `usage: npm run new-module -- <name> [asset] [record] [connector]
  <name>     folder, SQL schema and address of the field of work: lower-case letters, digits and dashes, e.g. public-wifi
  asset      things in the field that report (default)
  record     a register: a licence that expires, with its table, and the reminder before it does
  connector  a poll of what does not report by itself, with its test and fixture; brings the asset`

/** The lines in bold of docs/module-checklist.md; its test wants each of them answered. */
function checklist(): string[] {
  const text = readFileSync(join(import.meta.dirname, '../docs/module-checklist.md'), 'utf8')
  return [...text.matchAll(/^\d\. \*\*(.+?)\*\*/gm)].map(([, line = '']) => line)
}

const readmeText = (id: string) => `# ${id}

What this field of work is, who owns it, and what is sent by whom.

## Checklist

| | |
|---|---|
${checklist()
  .map((line) => `| ${line} | exempt: new, not looked at yet |`)
  .join('\n')}
`

/** What the licence is for, where there are such things. */
const deviceLine = (id: string) =>
  `    device: { kind: 'asset', of: '${id.replaceAll('-', '_')}', label: { vi: 'Thiết bị', en: 'Device' }, listed: true },\n`

/** The files of a new module, by their place in its folder. */
function filesOf(id: string, wanted: ReadonlySet<Part>): Record<string, string> {
  const part = (name: string) =>
    readFileSync(join(import.meta.dirname, 'new-module/parts', name), 'utf8')
      .replaceAll('__ID__', id)
      .replaceAll('__SCHEMA__', schemaOfModule(id))
  return {
    'module.ts': moduleText(id, wanted),
    'README.md': readmeText(id),
    ...(wanted.has('asset') && {
      'fixtures/README.md': part('fixtures.txt'),
      'fixtures/status.json': '{ "level": 87.5 }\n',
    }),
    ...(wanted.has('record') && {
      'permission.ts': part('permission.ts.txt'),
      'remind.ts': part('remind.ts.txt'),
      'records/licence.ts': part('record.ts.txt').replace('__DEVICE__', wanted.has('asset') ? deviceLine(id) : ''),
    }),
    ...(wanted.has('connector') && { 'poll.ts': part('poll.ts.txt'), 'poll.test.ts': part('poll.test.ts.txt') }),
  }
}

const changedFields = (name: string) => `
      fields of the record changed before the first commit: delete src/modules/${name}/migrations, then npm run migration -- ${name}
      fields changed later: npm run migration -- ${name}`

async function run([name, ...named]: readonly string[]): Promise<number> {
  const unknown = named.find((part) => !parts.some((known) => known === part))
  if (!name || !/^[a-z][a-z0-9-]{0,40}$/.test(name) || unknown !== undefined) {
    console.error(unknown === undefined ? usage : `there is no part «${unknown}»\n${usage}`)
    return 2
  }
  const folder = join(import.meta.dirname, '../src/modules', name)
  if (existsSync(folder) || reservedIds.has(name)) {
    console.error(existsSync(folder) ? `src/modules/${name} exists already` : `${name} is taken by the centre`)
    return 1
  }
  const wanted = new Set<Part>(parts.filter((part) => named.includes(part)))
  if (wanted.size === 0 || wanted.has('connector')) wanted.add('asset')
  const files = filesOf(name, wanted)
  for (const [place, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, place)), { recursive: true })
    writeFileSync(join(folder, place), text)
  }
  const made = (await loadModules()).find(({ id }) => id === name)
  if (made && wanted.has('record')) await writeMigration(join(folder, 'migrations'), made, false)
  console.log(`made src/modules/${name}: ${Object.keys(files).join(', ')}${wanted.has('record') ? ', migrations' : ''}
next: say what it is in those files (docs/module.md); no file outside the folder needs to be edited${wanted.has('record') ? changedFields(name) : ''}
then: npm run generate, and commit generated/ with it: what records and routes offer stands in generated/openapi.json
then: npx biome check --write src/modules/${name}, which mends the format; npm test`)
  return 0
}

process.exitCode = await run(process.argv.slice(2))

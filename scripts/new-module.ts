/** `npm run new-module -- <name>`: a folder under src/modules that starts, passes the contract and shows where to go on. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const usage = `usage: npm run new-module -- <name>
  <name>  folder, SQL schema and address of the field of work: lower-case letters, digits and dashes, e.g. public-wifi`

function moduleText(id: string, type: string): string {
  return `import { z } from 'zod'
import { defineModule } from '../../core/module.ts'

/** One sentence: which field of work this is and where its words come from (law, decree, office). */
export default defineModule({
  id: '${id}',
  name: { vi: '${id}', en: '${id}' },
  assets: [
    {
      type: '${type}',
      name: { vi: '${type}', en: '${type}' },
      attributes: z.object({
        note: z
          .string()
          .max(500)
          .optional()
          .meta({ label: { vi: 'Ghi chú', en: 'Note' } }),
      }),
      series: [{ key: 'level', name: { vi: 'Mức', en: 'Level' }, unit: '%', cadenceS: 300 }],
    },
  ],
  rules: [
    {
      key: '${type}_level_low',
      name: { vi: 'Mức thấp', en: 'Level low' },
      title: {
        vi: '{asset}: {value} {unit}, dưới {threshold} {unit}',
        en: '{asset}: {value} {unit}, below {threshold} {unit}',
      },
      severity: 'minor',
      assetType: '${type}',
      series: 'level',
      op: '<',
      // Unconfirmed: a default that operators edit.
      threshold: 20,
      clearMargin: 2,
    },
  ],
})
`
}

function readmeText(id: string): string {
  return `# ${id}

What this field of work is, who owns it, and what is sent by whom.

## Checklist

Each line is \`done\` or \`exempt: why\` (docs/module-checklist.md).

| | |
|---|---|
| words and states have their source | |
| thresholds and deadlines that a province may set differently are rows | |
| a fixture of the real wire format per connector, replayed in a test | |
| personal fields are marked, and nothing else of a person is kept | |
| texts in both languages read by somebody of the field | |
`
}

function run(name: string | undefined): number {
  if (!name || !/^[a-z][a-z0-9-]{0,40}$/.test(name)) {
    console.error(usage)
    return 2
  }
  const folder = join(import.meta.dirname, '../src/modules', name)
  if (existsSync(folder)) {
    console.error(`src/modules/${name} exists already; choose another name`)
    return 1
  }
  mkdirSync(folder, { recursive: true })
  const type = name.replaceAll('-', '_')
  writeFileSync(join(folder, 'module.ts'), moduleText(name, type))
  writeFileSync(join(folder, 'README.md'), readmeText(name))
  console.log(`made src/modules/${name}: module.ts and README.md
next: write what it is in module.ts (docs/module.md), then npm test; nothing else needs to be edited`)
  return 0
}

process.exitCode = run(process.argv[2])

/** What a new folder may begin with. */
export const parts = ['asset', 'record', 'connector'] as const
export type Part = (typeof parts)[number]

/** `module.ts` of a new field of work with the parts that are wanted; a connector reads assets, so it brings one. */
export function moduleText(id: string, wanted: ReadonlySet<Part>): string {
  const type = id.replaceAll('-', '_')
  const lines = [
    wanted.has('asset') && "import { z } from 'zod'",
    "import { defineModule } from '../../core/module.ts'",
    wanted.has('connector') && "import { poll } from './poll.ts'",
    wanted.has('record') && "import { licence } from './records/licence.ts'",
    wanted.has('record') && "import { remind } from './remind.ts'",
    '',
    '/** One sentence: which field of work this is and where its words come from (law, decree, office). */',
    'export default defineModule({',
    `  id: '${id}',`,
    `  name: { vi: '${id}', en: '${id}' },`,
    wanted.has('record') && recordLines(id),
    wanted.has('asset') && assetLines(type, wanted.has('connector')),
    wanted.has('connector') && '  connectors: [poll],',
    '})',
    '',
  ]
  return lines.filter((line) => line !== false).join('\n')
}

const recordLines = (id: string) => `  permissions: [
    { key: '${id}.read', name: { vi: 'Xem', en: 'See' } },
    { key: '${id}.edit', name: { vi: 'Soạn thảo, sửa', en: 'Draft and edit' } },
    { key: '${id}.grant', name: { vi: 'Cấp, kết thúc', en: 'Grant and end' } },
  ],
  records: [licence],
  reactions: [remind],
  roles: {
    duty_officer: ['${id}.read', '${id}.edit', '${id}.grant'],
    handler: ['${id}.read', '${id}.edit'],
    leader: ['${id}.read'],
  },`

/** What a poll can tell of every device: whether it could be read. A device that pushes falls silent, and its age shows it. */
const upSeries = `
        {
          key: 'up',
          name: { vi: 'Kết nối được', en: 'Reached' },
          unit: '',
          cadenceS: 60,
          words: { 0: { vi: 'Không', en: 'No' }, 1: { vi: 'Có', en: 'Yes' } },
        },`

const downRule = (type: string) => `
    {
      key: '${type}_down',
      name: { vi: 'Không kết nối được', en: 'Not reached' },
      title: { vi: '{asset}: không kết nối được', en: '{asset}: not reached' },
      severity: 'major',
      assetType: '${type}',
      series: 'up',
      op: '<',
      threshold: 1,
      // Unconfirmed: a default that operators edit.
      forS: 180,
    },`

const levelSeries = (cadenceS: number) =>
  `{ key: 'level', name: { vi: 'Mức', en: 'Level' }, unit: '%', cadenceS: ${cadenceS} }`

const assetLines = (type: string, isPolled: boolean) => `  assets: [
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
      series: [${isPolled ? `\n        ${levelSeries(60)},${upSeries}\n      ` : levelSeries(300)}],
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
    },${isPolled ? downRule(type) : ''}
  ],`

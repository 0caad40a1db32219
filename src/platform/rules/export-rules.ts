import type { RuleChoices, RuleRow } from '../../core/api/rules.ts'
import { ruleSentence } from '../../core/rule-sentence.ts'
import type { Language } from '../../core/text.ts'
import { type ExportTable, localTime } from '../export/table.ts'

const words = {
  vi: {
    name: 'Quy tắc',
    header: ['Quy tắc', 'Loại thiết bị', 'Điều kiện', 'Mức', 'Bật', 'Nguồn', 'Bản', 'Sửa lúc', 'Người sửa', 'Đang báo'],
    severity: { crit: 'Khẩn cấp', major: 'Nghiêm trọng', minor: 'Cảnh báo', info: 'Thông tin' },
    origin: { default: 'Mặc định', edited: 'Đã sửa', added: 'Tự thêm' },
    yes: ['Không', 'Có'],
  },
  en: {
    name: 'Rules',
    header: [
      'Rule',
      'Asset type',
      'Condition',
      'Severity',
      'On',
      'Origin',
      'Version',
      'Edited at',
      'Edited by',
      'Firing',
    ],
    severity: { crit: 'Critical', major: 'Major', minor: 'Minor', info: 'Information' },
    origin: { default: 'Default', edited: 'Edited', added: 'Added' },
    yes: ['No', 'Yes'],
  },
} as const

/** The rules as a table for people, times of Asia/Ho_Chi_Minh. */
export function exportRules(
  rules: readonly RuleRow[],
  types: RuleChoices['assetTypes'],
  language: Language,
): ExportTable {
  const { name, header, severity, origin, yes } = words[language]
  return {
    name,
    header,
    rows: rules.map((rule) => {
      const { definition } = rule
      const type = types.find((each) => each.type === definition.assetType)
      return [
        definition.name[language],
        type?.name[language] ?? definition.assetType,
        ruleSentence(definition, type ?? null, language),
        severity[definition.severity],
        yes[rule.enabled ? 1 : 0] ?? '',
        origin[rule.origin],
        rule.version,
        rule.edited ? localTime(rule.edited.at) : null,
        rule.edited?.by?.name ?? null,
        rule.firing,
      ]
    }),
  }
}

import { useText } from '../text/use-text.ts'
import { Icon } from './icon.tsx'

export type ExportFormat = 'csv' | 'xlsx'

/** Ways to take what is listed along as files, called the same everywhere. `hint` says how much that is. */
export function ExportLinks(props: {
  formats: readonly ExportFormat[]
  addressOf: (format: ExportFormat) => string
  hint?: string | undefined
}) {
  const { t } = useText()
  return props.formats.map((format) => (
    <a key={format} className="btn btn-plain" href={props.addressOf(format)} title={props.hint} download>
      <Icon name="download" size={16} />
      {format === 'xlsx' ? t('register.exportXlsx') : t('register.exportCsv')}
    </a>
  ))
}

/** Both formats, in the order they have everywhere. */
export const bothFormats: readonly ExportFormat[] = ['xlsx', 'csv']

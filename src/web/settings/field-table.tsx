import type { Field } from '../../core/field.ts'
import type { ExtraFieldRow } from '../api/record-settings.ts'
import { Button } from '../kit/button.tsx'
import { formatDate } from '../kit/format.ts'
import { useText } from '../text/use-text.ts'

function useMarks() {
  const { t, local } = useText()
  return (field: Field) => {
    const options = 'options' in field ? field.options.map(({ label }) => local(label)).join(', ') : ''
    const marks = [
      field.required && t('extraField.required'),
      field.listed && t('extraField.listed'),
      field.personal && t('extraField.personal'),
      'unit' in field && field.unit,
      options,
    ]
    return marks.filter(Boolean).join(' · ') || '–'
  }
}

function Head({ actions }: { actions: boolean }) {
  const { t } = useText()
  return (
    <thead>
      <tr>
        <th scope="col">{t('extraField.col.name')}</th>
        <th scope="col">{t('extraField.col.key')}</th>
        <th scope="col">{t('extraField.col.kind')}</th>
        <th scope="col">{t('extraField.col.marks')}</th>
        {actions && (
          <th scope="col">
            <span className="visually-hidden">{t('extraField.edit')}</span>
          </th>
        )}
      </tr>
    </thead>
  )
}

/** The fields a module declares: to look at. */
export function OwnFields({ fields }: { fields: Readonly<Record<string, Field>> }) {
  const { t, local } = useText()
  const marksOf = useMarks()
  return (
    <table className="table">
      <Head actions={false} />
      <tbody>
        {Object.entries(fields).map(([key, field]) => (
          <tr key={key}>
            <td className="wide">{local(field.label)}</td>
            <td className="first">
              <code>{key}</code>
            </td>
            <td className="nowrap">{t(`extraField.kind.${field.kind}`)}</td>
            <td>{marksOf(field)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** The fields an administrator added, in their order; each moves up and down, is edited or retired. */
export function FieldTable(props: {
  rows: readonly ExtraFieldRow[]
  allowed: boolean
  busy: boolean
  onShift: (row: ExtraFieldRow, step: -1 | 1) => void
  onEdit: (row: ExtraFieldRow) => void
  onRetire: (row: ExtraFieldRow) => void
}) {
  const { allowed, busy, onShift } = props
  const { t, local } = useText()
  const marksOf = useMarks()
  const used = props.rows.filter(({ retiredAt }) => retiredAt === null)
  const retired = props.rows.filter(({ retiredAt }) => retiredAt !== null)
  return (
    <table className="table">
      <Head actions={allowed} />
      <tbody>
        {[...used, ...retired].map((row, index) => {
          const { id, key, field, retiredAt } = row
          const name = local(field.label)
          return (
            <tr key={id} className={retiredAt ? 'fields-retired' : undefined}>
              <td className="wide">
                {name}
                {retiredAt && <span className="chip">{t('extraField.retired', { time: formatDate(retiredAt) })}</span>}
              </td>
              <td className="first">
                <code>{key}</code>
              </td>
              <td className="nowrap">{t(`extraField.kind.${field.kind}`)}</td>
              <td>{marksOf(field)}</td>
              {allowed && (
                <td className="fields-actions">
                  {!retiredAt && (
                    <>
                      <Button
                        small
                        look="quiet"
                        disabled={busy || index === 0}
                        aria-label={t('extraField.up', { name })}
                        onClick={() => onShift(row, -1)}
                      >
                        ↑
                      </Button>
                      <Button
                        small
                        look="quiet"
                        disabled={busy || index === used.length - 1}
                        aria-label={t('extraField.down', { name })}
                        onClick={() => onShift(row, 1)}
                      >
                        ↓
                      </Button>
                      <Button small aria-label={t('extraField.editOf', { name })} onClick={() => props.onEdit(row)}>
                        {t('extraField.edit')}
                      </Button>
                      <Button
                        small
                        aria-label={`${t('extraField.retire')}: ${name}`}
                        onClick={() => props.onRetire(row)}
                      >
                        {t('extraField.retire')}
                      </Button>
                    </>
                  )}
                </td>
              )}
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

import type { ImportDetail } from '../../core/api/imports.ts'
import { useText } from '../text/use-text.ts'

/** The first rows as they would become; where one changes something, what stands there now beside it. */
export function PreviewTable({ item }: { item: ImportDetail }) {
  const { t, local } = useText()
  const shown = new Set(item.preview.flatMap(({ cells }) => cells.map(({ field }) => field)))
  const fields = item.fields.filter(({ key }) => shown.has(key))
  if (item.preview.length === 0) {
    return item.hasContent && !item.mayChange ? <p className="quiet">{t('import.noneShown')}</p> : null
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="import-wide" tabIndex={0} aria-label={t('import.preview')}>
      <h2>{t('import.preview')}</h2>
      <table className="table">
        <thead>
          <tr>
            <th scope="col" className="num">
              {t(item.format === 'geojson' ? 'import.feature' : 'import.faultLine')}
            </th>
            <th scope="col">{t('import.col.state')}</th>
            {fields.map(({ key, label }) => (
              <th key={key} scope="col">
                {local(label)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {item.preview.map((row) => (
            <tr key={row.line}>
              <td className="num">{row.line}</td>
              <td className={`nowrap${row.outcome === 'faulty' ? ' import-look' : ''}`}>
                {t(`import.outcome.${row.outcome}`)}
              </td>
              {fields.map(({ key }) => {
                const cell = row.cells.find(({ field }) => field === key)
                return (
                  <td key={key} className="import-cell">
                    {cell ? local(cell.text) : t('common.empty')}
                    {cell?.before !== undefined && (
                      <small>{t('import.was', { text: cell.before || t('common.empty') })}</small>
                    )}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

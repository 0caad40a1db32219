import type { ImportDetail } from '../../core/api/imports.ts'
import { useImportFaults } from '../api/imports.ts'
import { Button } from '../kit/button.tsx'
import { ErrorBox } from '../kit/error-box.tsx'
import { Icon } from '../kit/icon.tsx'
import { Loading } from '../kit/loading.tsx'
import { useText } from '../text/use-text.ts'

/** Every fault: where, what is wrong, how to mend it; and the faulty rows as a file to be mended. */
export function FaultTable({ item }: { item: ImportDetail }) {
  const { t, local, language } = useText()
  const { list, items } = useImportFaults(item)
  const labels = new Map(item.fields.map(({ key, label }) => [key, local(label)]))
  return (
    <section aria-label={t('import.faults')}>
      <div className="import-head">
        <h2>{t('import.faults')}</h2>
        {item.mayChange && (
          <a className="btn btn-plain" href={`/api/imports/${item.id}/faulty.csv?lang=${language}`} download>
            <Icon name="download" size={16} />
            {t('import.downloadFaulty')}
          </a>
        )}
      </div>
      <p className="quiet">{t('import.faultyHint')}</p>
      {list.isPending && <Loading rows={3} />}
      {list.error && !items && <ErrorBox error={list.error} onRetry={() => void list.refetch()} />}
      {items && (
        <table className="table import-faults">
          <thead>
            <tr>
              <th scope="col" className="num">
                {t(item.format === 'geojson' ? 'import.feature' : 'import.faultLine')}
              </th>
              <th scope="col">{t('import.faultColumn')}</th>
              <th scope="col">{t('import.faultText')}</th>
            </tr>
          </thead>
          <tbody>
            {items.map((fault) => (
              <tr key={fault.id}>
                <td className="num">{fault.line}</td>
                <td>{fault.column ?? labels.get(fault.field ?? '') ?? t('import.wholeRow')}</td>
                <td className="wide">{local(fault.message)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {list.hasNextPage && (
        <div className="foot">
          <Button onClick={() => void list.fetchNextPage()}>{t('common.more')}</Button>
        </div>
      )}
    </section>
  )
}

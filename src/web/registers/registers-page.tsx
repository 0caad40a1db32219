import './registers.css'
import { Link } from '@tanstack/react-router'
import { type Register, useHiddenRegisters, useRecordCounts, useRegisters } from '../api/records.ts'
import { ImportButton } from '../imports/import-button.tsx'
import { EmptyState } from '../kit/empty-state.tsx'
import { ErrorBox, NoRight } from '../kit/error-box.tsx'
import { formatNumber } from '../kit/format.ts'
import { Icon } from '../kit/icon.tsx'
import { Loading } from '../kit/loading.tsx'
import { PageHead } from '../kit/panel.tsx'
import { ModuleLinks } from '../modules/module-links.tsx'
import { useTitle } from '../shell/use-title.ts'
import { useText } from '../text/use-text.ts'

function Entry({ register }: { register: Register }) {
  const { t, local, language } = useText()
  const { data: counts } = useRecordCounts(register, {})
  return (
    <Link to="/so/$module/$type" params={{ module: register.module.id, type: register.type }}>
      <span>{local(register.plural)}</span>
      {counts && counts.overdue > 0 && (
        <span className="due due-overdue">
          <Icon name="flag" size={14} />
          {t('register.overdueCount', { n: formatNumber(counts.overdue, language) })}
        </span>
      )}
      {counts && <span className="quiet num">{t('register.count', { n: formatNumber(counts.total, language) })}</span>}
    </Link>
  )
}

/** The registers one may see, by field of work, each with how much stands in it and what is late. */
export function RegistersPage() {
  const { t, local } = useText()
  useTitle(t('register.title'))
  const { data, error, refetch } = useRegisters()
  const { data: hidden = [] } = useHiddenRegisters()
  const mayNone = data?.length === 0 && hidden.length > 0
  const modules = [...Map.groupBy(data ?? [], (register) => register.module.id).values()]
  if (mayNone) return <NoRight rights={hidden.map(({ right }) => right.id)} whole />
  return (
    <div className="page">
      <PageHead title={t('register.title')} actions={<ImportButton />} />
      <div className="registers">
        {!data && !error && <Loading rows={6} />}
        {error && !data && <ErrorBox error={error} onRetry={() => void refetch()} />}
        {data?.length === 0 && <EmptyState icon="doc" title={t('register.none')} hint={t('register.noneHint')} />}
        {modules.map((registers) => (
          <section key={registers[0]?.module.id} className="card registers-module">
            <h2>{registers[0] && local(registers[0].module.name)}</h2>
            <ul>
              {registers.map((register) => (
                <li key={register.key}>
                  <Entry register={register} />
                </li>
              ))}
            </ul>
            {registers[0] && <ModuleLinks module={registers[0].module.id} />}
          </section>
        ))}
      </div>
    </div>
  )
}

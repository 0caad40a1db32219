import './registers.css'
import { Link } from '@tanstack/react-router'
import { useRegisters } from '../api/records.ts'
import { ImportButton } from '../imports/import-button.tsx'
import { EmptyState } from '../kit/empty-state.tsx'
import { ErrorBox } from '../kit/error-box.tsx'
import { Loading } from '../kit/loading.tsx'
import { PageHead } from '../kit/panel.tsx'
import { ModuleLinks } from '../modules/module-links.tsx'
import { useTitle } from '../shell/use-title.ts'
import { useText } from '../text/use-text.ts'

/** The registers one may see, by field of work. */
export function RegistersPage() {
  const { t, local } = useText()
  useTitle(t('register.title'))
  const { data, error, refetch } = useRegisters()
  const modules = [...Map.groupBy(data ?? [], (register) => register.module.id).values()]
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
                  <Link
                    className="link"
                    to="/so/$module/$type"
                    params={{ module: register.module.id, type: register.type }}
                  >
                    {local(register.plural)}
                  </Link>
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

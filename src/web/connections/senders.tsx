import { Link } from '@tanstack/react-router'
import { type AssetKind, useAssetKinds, useAssets } from '../api/assets.ts'
import { useSummary } from '../api/situation.ts'
import { newestOf } from '../assets/asset-row.tsx'
import { Age } from '../kit/age.tsx'
import { EmptyState } from '../kit/empty-state.tsx'
import { ErrorBox } from '../kit/error-box.tsx'
import { formatNumber } from '../kit/format.ts'
import { Loading } from '../kit/loading.tsx'
import { useWords } from '../kit/use-words.ts'
import { useText } from '../text/use-text.ts'

const longestShown = 20

/** The beat of a type as its series declare it, the slowest one: `5 phút`. */
function Cadence({ kind }: { kind: AssetKind }) {
  const { t } = useText()
  const { duration } = useWords()
  const slowest = Math.max(0, ...kind.series.map(({ cadenceS }) => cadenceS))
  return slowest === 0 ? t('common.empty') : duration(slowest * 1_000, true)
}

function KindRow({ kind }: { kind: AssetKind }) {
  const { t, language, local } = useText()
  const { total, silent, never } = kind.counts
  const params = { module: kind.module.id, type: kind.type }
  const figure = (n: number, state?: 'silent' | 'never') =>
    n > 0 && state ? (
      <Link className="link" to="/thiet-bi/$module/$type" params={params} search={{ state, sort: 'received' }}>
        {formatNumber(n, language)}
      </Link>
    ) : (
      formatNumber(n, language)
    )
  return (
    <tr>
      <td className="wide">
        <Link className="link" to="/thiet-bi/$module/$type" params={params}>
          {local(kind.plural)}
        </Link>
        <small>{local(kind.module.name)}</small>
      </td>
      <td className="num" data-label={t('connection.cadence')}>
        <Cadence kind={kind} />
      </td>
      <td className="num" data-label={t('connection.total')}>
        {figure(total)}
      </td>
      <td className="num" data-label={t('connection.arriving')}>
        {figure(Math.max(0, total - silent - never))}
      </td>
      <td className="num" data-label={t('connection.silent')}>
        {figure(silent, 'silent')}
      </td>
      <td className="num" data-label={t('connection.neverSent')}>
        {figure(never, 'never')}
      </td>
    </tr>
  )
}

/** The columns added up. */
function AllKinds({ kinds }: { kinds: readonly AssetKind[] }) {
  const { t, language } = useText()
  const sum = (of: (counts: AssetKind['counts']) => number) =>
    formatNumber(
      kinds.reduce((total, { counts }) => total + of(counts), 0),
      language,
    )
  return (
    <tfoot>
      <tr>
        <td className="wide">
          <b>{t('connection.allTypes')}</b>
        </td>
        <td />
        <td className="num" data-label={t('connection.total')}>
          {sum(({ total }) => total)}
        </td>
        <td className="num" data-label={t('connection.arriving')}>
          {sum(({ total, silent, never }) => Math.max(0, total - silent - never))}
        </td>
        <td className="num" data-label={t('connection.silent')}>
          {sum(({ silent }) => silent)}
        </td>
        <td className="num" data-label={t('connection.neverSent')}>
          {sum(({ never }) => never)}
        </td>
      </tr>
    </tfoot>
  )
}

function LongestSilent() {
  const { t } = useText()
  const { list, items } = useAssets({ state: 'silent', sort: 'received' }, longestShown)
  return (
    <>
      <h3>{t('connection.longest')}</h3>
      {list.isPending && <Loading rows={3} />}
      {list.error && !items && <ErrorBox error={list.error} onRetry={() => void list.refetch()} />}
      {items?.length === 0 && (
        <EmptyState icon="check" title={t('connection.noSilent')} hint={t('connection.noSilentHint')} />
      )}
      <ul className="senders-silent">
        {items?.map((asset) => {
          const newest = newestOf(asset)
          return (
            <li key={asset.code}>
              <span>
                <Link className="link" to="/thiet-bi/$code" params={{ code: asset.code }}>
                  {asset.name}
                </Link>
                <small>{asset.agency.name}</small>
              </span>
              {newest && <Age series={newest} />}
            </li>
          )
        })}
      </ul>
    </>
  )
}

/** Devices by how lately they were heard: how many of each type, and who has been silent longest. */
export function Senders() {
  const { t, language } = useText()
  const { data: kinds } = useAssetKinds()
  const sources = useSummary().data?.sources
  const used = kinds?.filter(({ counts }) => counts.total > 0)
  return (
    <section className="senders">
      <h2>{t('connection.senders')}</h2>
      <p className="quiet">
        {sources && sources.total > 0 && (
          <b>
            {t('connection.all', {
              arriving: formatNumber(sources.arriving, language),
              total: formatNumber(sources.total, language),
              devices: formatNumber(sources.devices, language),
            })}
          </b>
        )}{' '}
        {t('connection.sendersHint')}
      </p>
      {!kinds && <Loading rows={4} />}
      {used && used.length > 0 && (
        <table className="table card senders-table">
          <thead>
            <tr>
              <th scope="col">{t('connection.type')}</th>
              {(['cadence', 'total', 'arriving', 'silent', 'neverSent'] as const).map((column) => (
                <th key={column} scope="col" className="num">
                  {t(`connection.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {used.map((kind) => (
              <KindRow key={kind.type} kind={kind} />
            ))}
          </tbody>
          <AllKinds kinds={used} />
        </table>
      )}
      {used?.length === 0 && (
        <EmptyState
          icon="device"
          title={t('connection.noDevices')}
          hint={t('map.emptyHint')}
          action={
            <Link to="/thiet-bi" className="btn btn-plain">
              {t('map.toDevices')}
            </Link>
          }
        />
      )}
      {used && used.length > 0 && <LongestSilent />}
    </section>
  )
}

import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Asset, AssetCounts } from '../../core/api/assets.ts'
import { get, query } from '../api/client.ts'
import { newestOf } from '../assets/asset-row.tsx'
import { Age } from '../kit/age.tsx'
import { formatNumber } from '../kit/format.ts'
import { useText } from '../text/use-text.ts'

const shown = 6

function useSilent() {
  return useQuery({
    queryKey: ['assets', 'silent', shown],
    queryFn: async ({ signal }) => {
      const list = query({ state: 'silent', sort: 'received', limit: shown })
      const { items } = await get<{ items: Asset[] }>(`/api/assets${list}`, signal)
      return { items, counts: await get<AssetCounts>('/api/assets/counts', signal) }
    },
    refetchInterval: 60_000,
  })
}

/** The devices longest without a word: what is counted from them may be wrong. */
export function SourcesCard() {
  const { t, language } = useText()
  const { data, error } = useSilent()
  const rest = (data?.counts.silent ?? 0) - (data?.items.length ?? 0)
  return (
    <section className="card sources-card" aria-label={t('sources.title')}>
      <h2>{t('sources.title')}</h2>
      {error && !data && <p className="quiet">{t('indicator.notRead')}</p>}
      {data?.items.length === 0 && (
        <p className="quiet">{data.counts.total === data.counts.never ? t('sources.nothing') : t('sources.none')}</p>
      )}
      {data && data.items.length > 0 && (
        <ul>
          {data.items.map((asset) => {
            const newest = newestOf(asset)
            return (
              <li key={asset.id}>
                <Link className="link" to="/thiet-bi/$code" params={{ code: asset.code }}>
                  {asset.name}
                </Link>
                {newest && <Age series={newest} />}
              </li>
            )
          })}
        </ul>
      )}
      {rest > 0 && (
        <p>
          <Link className="link" to="/thiet-bi">
            {t('sources.more', { n: formatNumber(rest, language) })}
          </Link>
        </p>
      )}
      {data && data.counts.never > 0 && (
        <p className="quiet">{t('sources.never', { n: formatNumber(data.counts.never, language) })}</p>
      )}
    </section>
  )
}

import type { AreaPolygons } from '../../core/api/places.ts'
import { useText } from '../text/use-text.ts'

const shown = 12

/** What the polygons that came with a list change, and what they leave as it is. */
export function AreaPolygonsReview({ polygons }: { polygons: AreaPolygons }) {
  const { t, language } = useText()
  const percent = new Intl.NumberFormat(language === 'vi' ? 'vi-VN' : 'en-GB', {
    style: 'percent',
    maximumFractionDigits: 0,
  })
  const few = (codes: readonly string[]) =>
    codes.slice(0, shown).join(', ') + (codes.length > shown ? `, +${codes.length - shown}` : '')
  const { fresh, changed, slightly, same, missing, undrawn, unknown, notableShare } = polygons
  const share = percent.format(notableShare)
  const kept = missing.filter((code) => !undrawn.includes(code))
  const named = [
    [fresh.length, t('areaPolygons.fresh', { n: fresh.length, codes: few(fresh) })],
    [
      changed.length,
      t('areaPolygons.changed', {
        n: changed.length,
        share,
        codes: few(changed.map((each) => `${each.code} (${percent.format(each.share)})`)),
      }),
    ],
    [slightly, t('areaPolygons.slightly', { n: slightly, share })],
    [same, t('areaPolygons.same', { n: same })],
    [kept.length, t('areaPolygons.missing', { n: kept.length, codes: few(kept) })],
    [undrawn.length, t('areaPolygons.undrawn', { n: undrawn.length, codes: few(undrawn) })],
    [
      unknown.length,
      t('areaPolygons.unknown', {
        n: unknown.length,
        codes: few(unknown.map(({ feature, code }) => t('areaPolygons.feature', { n: feature, code }))),
      }),
    ],
  ] as const
  return (
    <section className="settings-effects">
      <h3>{t('areaPolygons.title')}</h3>
      {named.map(([count, sentence]) => count > 0 && <p key={sentence}>{sentence}</p>)}
    </section>
  )
}

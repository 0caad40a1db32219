import { useMemo } from 'react'
import type { AreaAmounts } from '../../core/api/area-amounts.ts'
import type { AreaCounts } from '../../core/api/situation.ts'
import { usePastAreaAmounts, usePastAreaCounts } from '../api/past.ts'
import { useSession } from '../api/session.ts'
import { useAreaAmounts, useAreaCounts, useAreaLayers } from '../api/situation.ts'
import { formatMoment } from '../kit/format.ts'
import { serverNow } from '../kit/server-clock.ts'
import { useText } from '../text/use-text.ts'
import { type AreaShade, shadeOf, shadeOfAmounts } from './area-classes.ts'
import { noLayer } from './map-view.ts'

/** How the communes are tinted, and the words for it: of what, of when, and what a hatched one means. */
export interface Tint {
  readonly shade: AreaShade
  readonly title: string
  readonly note: string | null
  readonly unknown: string
}

/** Where there is little room a legend would take that of the alerts. */
const narrow = '(max-width: 700px)'

/**
 * The tint of a layer, now or at an instant (ISO) of the past; undefined where there is none or it is not there yet. Without a layer the
 * first one that modules declare is shown as soon as there is something to see in it: where it rains, the map shows where.
 */
export function useTint(layer: string | undefined, past: string | undefined): Tint | undefined {
  const { can } = useSession()
  const mayGuess = layer === undefined && can('readings.read') && !window.matchMedia(narrow).matches
  const { data: layers } = useAreaLayers(mayGuess)
  const tint = useTintOf(mayGuess ? layers?.[0]?.key : layer === noLayer ? undefined : layer, past)
  const isPlain = tint && Math.max(0, ...tint.shade.classes.values()) === 0
  return mayGuess && isPlain ? undefined : tint
}

function useTintOf(layer: string | undefined, past: string | undefined): Tint | undefined {
  const words = useTintWords()
  const counts = useCounts(layer === 'alerts', past)
  const amounts = useAmounts(layer === 'alerts' ? undefined : layer, past)
  const shade = useMemo(
    () => (counts ? shadeOf(counts) : amounts ? shadeOfAmounts(amounts) : undefined),
    [counts, amounts],
  )
  return shade && { shade, ...words(counts, amounts) }
}

function useCounts(isShown: boolean, past: string | undefined): AreaCounts | undefined {
  const now = useAreaCounts(isShown && past === undefined).data
  const then = usePastAreaCounts(past, isShown).data
  return isShown ? (past === undefined ? now : then) : undefined
}

function useAmounts(layer: string | undefined, past: string | undefined): AreaAmounts | undefined {
  const now = useAreaAmounts(past === undefined ? layer : undefined).data
  const then = usePastAreaAmounts(past, layer).data
  const found = past === undefined ? now : then
  // What is kept of the layer before this one is not shown under its name.
  return found?.layer.key === layer ? found : undefined
}

function useTintWords() {
  const { t, local } = useText()
  return (counts: AreaCounts | undefined, amounts: AreaAmounts | undefined): Omit<Tint, 'shade'> => {
    if (!amounts) {
      const at = counts ? formatMoment(counts.at, serverNow()) : ''
      return { title: t('mapTool.ramp', { at }), note: null, unknown: t('mapTool.unknown') }
    }
    const { layer, to, simulated } = amounts
    const until = to === null ? t('mapTool.notHeard') : t('mapTool.until', { at: formatMoment(to, serverNow()) })
    const made = simulated > 0 ? [t('mapTool.simulated', { n: simulated })] : []
    return {
      title: `${local(layer.name)}, ${layer.unit}`,
      note: [until, ...made].join('; '),
      unknown: t('mapTool.unknownAmount'),
    }
  }
}

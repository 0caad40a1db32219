import type { Asset } from '../../core/api/assets.ts'
import { Mark } from '../kit/mark.tsx'
import { useText } from '../text/use-text.ts'

/** Whether nothing of an asset has ever come. */
export const isUnheard = ({ series }: Pick<Asset, 'series'>) =>
  series.length > 0 && series.every(({ lastReceivedAt }) => lastReceivedAt === null)

/** The shape of how an asset stands: its worst alert, else silence, else a quiet dot. */
export function AssetShape({ asset }: { asset: Asset }) {
  const { t } = useText()
  if (asset.severity !== null) return <Mark kind={asset.severity} held={asset.taken} />
  if (asset.silent) return <Mark kind="mute" />
  const word = asset.retiredAt ? t('asset.state.retired') : t(`asset.state.${isUnheard(asset) ? 'never' : 'fine'}`)
  return <span className={`asset-dot${isUnheard(asset) ? ' asset-dot-empty' : ''}`} role="img" aria-label={word} />
}

import type { Thing } from '../../core/api/things.ts'
import { useAssetKinds } from '../api/assets.ts'
import { useRegisters } from '../api/records.ts'
import { useText } from '../text/use-text.ts'

/** What a thing is, in words: its kind of asset, its register, or one of the centre's own nouns. */
export function useKindWords(): (thing: Thing) => string {
  const { t, local } = useText()
  const { data: kinds = [] } = useAssetKinds()
  const { data: registers = [] } = useRegisters()
  return ({ kind, assetType }) => {
    if (kind === 'alert' || kind === 'incident') return t(`mapTool.kind.${kind}`)
    const found =
      kind === 'asset'
        ? kinds.find((each) => each.type === assetType)?.name
        : registers.find((each) => each.key === kind)?.name
    return found ? local(found) : t('mapTool.kind.other')
  }
}

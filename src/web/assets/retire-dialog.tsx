import type { Asset } from '../../core/api/assets.ts'
import { useAssetActions } from '../api/assets.ts'
import { ApiProblem } from '../api/client.ts'
import { useLinks } from '../api/links.ts'
import { useSession } from '../api/session.ts'
import { TextDialog } from '../kit/text-dialog.tsx'
import { say } from '../kit/toast.tsx'
import { useText } from '../text/use-text.ts'

/** Asks for the reason and tells the reach before an asset is taken out of use. */
export function RetireDialog({ asset, onClose }: { asset: Asset; onClose: () => void }) {
  const { t } = useText()
  const { can } = useSession()
  const { retire } = useAssetActions()
  const { data: links } = useLinks('asset', asset.code, can('things.read'))
  const refused = retire.error instanceof ApiProblem && retire.error.code === 'alerts_open'
  return (
    <TextDialog
      title={t('asset.retireTitle', { name: asset.name })}
      label={t('asset.retireReason')}
      hint={t('asset.retireHint')}
      missing={t('asset.retireMissing')}
      submit={t('asset.retire')}
      pending={retire.isPending}
      error={refused ? null : retire.error}
      onSubmit={(reason) =>
        retire.mutate(
          { code: asset.code, version: asset.version, reason },
          {
            onSuccess: () => {
              say(t('asset.retireDone', { name: asset.name }))
              onClose()
            },
          },
        )
      }
      onClose={onClose}
    >
      <p>{t('asset.retireReach', { n: links?.dependents.length ?? 0 })}</p>
      {refused && (
        <p className="field-error" role="alert">
          {t('asset.alertsOpen')}
        </p>
      )}
    </TextDialog>
  )
}

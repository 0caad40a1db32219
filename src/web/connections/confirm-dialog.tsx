import { useAssetKinds } from '../api/assets.ts'
import type { Connector } from '../api/connectors.ts'
import { Button } from '../kit/button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { formatNumber } from '../kit/format.ts'
import { useText } from '../text/use-text.ts'

/** Asks before a connector is switched off or started anew, and says what that reaches. */
export function ConfirmDialog(props: {
  connector: Connector
  what: 'off' | 'restart'
  isPending: boolean
  onConfirm: () => void
  onClose: () => void
}) {
  const { t, language, local } = useText()
  const { data: kinds } = useAssetKinds()
  const own = kinds?.filter(({ module }) => module.id === props.connector.module) ?? []
  const n = formatNumber(
    own.reduce((sum, { counts }) => sum + counts.total, 0),
    language,
  )
  const name = local(props.connector.name)
  const isOff = props.what === 'off'
  return (
    <Dialog title={t(isOff ? 'connection.offTitle' : 'connection.restartTitle', { name })} onClose={props.onClose}>
      <div className="form">
        <p>{isOff ? t('connection.offReach', { n }) : t('connection.restartReach')}</p>
        <div className="form-actions">
          <Button onClick={props.onClose}>{t('common.cancel')}</Button>
          <Button look="primary" disabled={props.isPending} onClick={props.onConfirm}>
            {t(isOff ? 'connection.switchOff' : 'connection.restart')}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}

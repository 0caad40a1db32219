import { type Connector, useChangeConnector } from '../api/connectors.ts'
import { Dialog } from '../kit/dialog.tsx'
import { say } from '../kit/toast.tsx'
import { useText } from '../text/use-text.ts'
import { DrawnSettings } from './drawn-settings.tsx'

/** The settings of a connector as a form drawn from what it declares; what is emptied returns to its default. */
export function SettingsDialog({ connector, onClose }: { connector: Connector; onClose: () => void }) {
  const { t, local } = useText()
  const change = useChangeConnector(connector)
  const name = local(connector.name)
  const onSuccess = () => {
    say(t('connection.saved', { name }))
    onClose()
  }
  return (
    <Dialog title={t('connection.settingsOf', { name })} onClose={onClose}>
      <DrawnSettings
        fields={connector.fields ?? {}}
        config={connector.config ?? {}}
        error={change.error}
        isPending={change.isPending}
        onSave={(config) => change.mutate({ config }, { onSuccess })}
        onClose={onClose}
      >
        <p className="quiet">{t('connection.settingsHint')}</p>
      </DrawnSettings>
    </Dialog>
  )
}

import { type Channel, useChannelActions } from '../api/messages.ts'
import { DrawnSettings } from '../connections/drawn-settings.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { say } from '../kit/toast.tsx'
import { useText } from '../text/use-text.ts'

/** The settings of a channel as a form drawn from what it declares; a secret that is left empty stays as it is. */
export function ChannelDialog({ channel, onClose }: { channel: Channel; onClose: () => void }) {
  const { t, local } = useText()
  const { change } = useChannelActions(channel)
  const kept = { vi: t('channel.secretSet'), en: t('channel.secretSet') }
  const fields = Object.fromEntries(
    Object.entries(channel.fields).map(([key, field]) => [
      key,
      channel.secretsSet.includes(key) ? { ...field, hint: kept } : field,
    ]),
  )
  const name = local(channel.name)
  const onSuccess = () => {
    say(t('channel.saved', { name }))
    onClose()
  }
  return (
    <Dialog title={t('channel.settingsOf', { name })} onClose={onClose}>
      <DrawnSettings
        fields={fields}
        config={channel.config}
        error={change.error}
        isPending={change.isPending}
        onSave={(config) => change.mutate({ config }, { onSuccess })}
        onClose={onClose}
      />
    </Dialog>
  )
}

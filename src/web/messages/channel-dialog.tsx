import { type FormEvent, useState } from 'react'
import { type Channel, useChannelActions } from '../api/messages.ts'
import { useFormFaults } from '../assets/use-form-faults.ts'
import { Button } from '../kit/button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { DrawnFields } from '../kit/drawn-field.tsx'
import { ErrorSummary } from '../kit/field.tsx'
import { draftOf, readDraft } from '../kit/form-values.ts'
import { say } from '../kit/toast.tsx'
import { useProblemText } from '../kit/use-problem-text.ts'
import { useText } from '../text/use-text.ts'

/** The settings of a channel as a form drawn from what it declares; a secret that is left empty stays as it is. */
export function ChannelDialog({ channel, onClose }: { channel: Channel; onClose: () => void }) {
  const { t, local } = useText()
  const { change } = useChannelActions(channel)
  const problemText = useProblemText()
  const { ofPage, ofServer } = useFormFaults('config.')
  const kept = { vi: t('channel.secretSet'), en: t('channel.secretSet') }
  const fields = Object.fromEntries(
    Object.entries(channel.fields).map(([key, field]) => [
      key,
      channel.secretsSet.includes(key) ? { ...field, hint: kept } : field,
    ]),
  )
  const [draft, setDraft] = useState(draftOf(fields, channel.config))
  const [wrong, setWrong] = useState<Record<string, string>>({})
  const refused = ofServer(change.error)
  const faults = Object.keys(wrong).length > 0 ? wrong : refused
  const name = local(channel.name)

  function submit(event: FormEvent) {
    event.preventDefault()
    const read = readDraft(fields, draft)
    setWrong(ofPage(read.faults))
    if (Object.keys(read.faults).length > 0) return
    const onSuccess = () => {
      say(t('channel.saved', { name }))
      onClose()
    }
    change.mutate({ config: read.values }, { onSuccess })
  }

  return (
    <Dialog title={t('channel.settingsOf', { name })} onClose={onClose}>
      <form className="form" onSubmit={submit} noValidate autoComplete="off">
        <ErrorSummary
          errors={Object.fromEntries(Object.entries(faults).map(([key, text]) => [`field-${key}`, text]))}
          general={
            change.error && Object.keys(refused).length === 0
              ? `${t('error.saveTitle')} ${problemText(change.error)}`
              : undefined
          }
        />
        <DrawnFields
          areSettings
          fields={fields}
          values={draft}
          faults={faults}
          onChange={(key, value) => setDraft((now) => ({ ...now, [key]: value }))}
        />
        <div className="form-actions">
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" look="primary" disabled={change.isPending}>
            {t('asset.form.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

import { type FormEvent, useState } from 'react'
import { useGiveCredential } from '../api/assets.ts'
import { ApiProblem } from '../api/client.ts'
import { Button } from '../kit/button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { ErrorSummary, Field } from '../kit/field.tsx'
import { Icon } from '../kit/icon.tsx'
import { say } from '../kit/toast.tsx'
import { useProblemText } from '../kit/use-problem-text.ts'
import { useText } from '../text/use-text.ts'
import { TrialCommands } from './trial-commands.tsx'

const namePattern = /^[a-z0-9][a-z0-9-]{0,62}$/

function Secret({ label, value }: { label: string; value: string }) {
  const { t } = useText()
  const copy = () => navigator.clipboard?.writeText(value).then(() => say(t('asset.copied')))
  return (
    <div className="asset-secret">
      <span className="field-label">{label}</span>
      <code>{value}</code>
      {'clipboard' in navigator && (
        <Button small onClick={() => void copy()}>
          {t('asset.copy')}
        </Button>
      )}
    </div>
  )
}

/** Makes what a device signs in with, or renews its password; the password is shown once. */
export function CredentialDialog(props: { code: string; renew: string | null; onClose: () => void }) {
  const { code, renew } = props
  const { t } = useText()
  const give = useGiveCredential(code)
  const problemText = useProblemText()
  const [name, setName] = useState(renew ?? code)
  const [isWrong, setWrong] = useState(false)
  const inUse = give.error instanceof ApiProblem && give.error.code === 'name_in_use'
  const fault = isWrong ? t('asset.credentialNameBad') : inUse ? t('asset.nameInUse') : undefined
  const title = renew ? t('asset.renewCredential') : t('asset.makeCredential')

  function submit(event: FormEvent) {
    event.preventDefault()
    setWrong(!namePattern.test(name))
    if (namePattern.test(name)) give.mutate(name)
  }

  if (give.data) {
    return (
      <Dialog title={title} onClose={props.onClose}>
        <div className="form">
          <p className="note-box" role="status">
            <Icon name="warn" size={16} />
            {t('asset.secretOnce')}
          </p>
          <Secret label={t('asset.username')} value={give.data.username} />
          <Secret label={t('asset.password')} value={give.data.password} />
          <p className="field-label">{t('asset.trial')}</p>
          <TrialCommands asset={{ code }} user={give.data.username} secret={give.data.password} />
          <div className="form-actions">
            <Button look="primary" onClick={props.onClose}>
              {t('common.close')}
            </Button>
          </div>
        </div>
      </Dialog>
    )
  }
  return (
    <Dialog title={title} onClose={props.onClose}>
      <form className="form" onSubmit={submit} noValidate>
        <ErrorSummary
          errors={fault ? { 'credential-name': fault } : {}}
          general={give.error && !inUse ? problemText(give.error) : undefined}
        />
        {renew ? (
          <p>{t('asset.renewWarning', { name: renew })}</p>
        ) : (
          <Field
            id="credential-name"
            label={t('asset.credentialName')}
            hint={t('asset.credentialNameHint')}
            error={fault}
          >
            {(control) => (
              <input
                {...control}
                className="input"
                value={name}
                maxLength={63}
                autoComplete="off"
                onChange={(event) => setName(event.target.value.trim())}
              />
            )}
          </Field>
        )}
        <div className="form-actions">
          <Button onClick={props.onClose}>{t('common.cancel')}</Button>
          <Button type="submit" look="primary" disabled={give.isPending}>
            {title}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

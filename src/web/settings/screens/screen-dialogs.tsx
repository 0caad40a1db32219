import type { MadeScreenLink, ScreenLink } from '../../../core/api/screens.ts'
import { useMakeScreen, useRevokeScreen } from '../../api/screens.ts'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { ErrorSummary, Field } from '../../kit/field.tsx'
import { TextDialog } from '../../kit/text-dialog.tsx'
import { say } from '../../kit/toast.tsx'
import { useProblemText } from '../../kit/use-problem-text.ts'
import { useText } from '../../text/use-text.ts'

/** Asks where the screen hangs, and makes its link. */
export function NewScreenDialog(props: { onMade: (link: MadeScreenLink) => void; onClose: () => void }) {
  const { t } = useText()
  const make = useMakeScreen()
  return (
    <TextDialog
      short
      title={t('screen.make')}
      label={t('screen.name')}
      hint={t('screen.nameHint')}
      missing={t('screen.nameMissing')}
      submit={t('screen.make')}
      pending={make.isPending}
      error={make.error}
      onSubmit={(name) => make.mutate(name, { onSuccess: props.onMade })}
      onClose={props.onClose}
    />
  )
}

/** Shows a link that was just made: the only time that it can be read. */
export function LinkDialog({ link, onClose }: { link: MadeScreenLink; onClose: () => void }) {
  const { t } = useText()
  const address = `${window.location.origin}/man-hinh-lon#${link.token}`
  const copy = () =>
    void navigator.clipboard.writeText(address).then(
      () => say(t('screen.copied')),
      () => say(t('screen.notCopied')),
    )
  return (
    <Dialog title={t('screen.made', { name: link.name })} onClose={onClose}>
      <div className="form">
        <Field label={t('screen.made', { name: link.name })} hint={t('screen.madeHint')}>
          {(control) => <textarea {...control} className="input" readOnly rows={3} value={address} data-autofocus />}
        </Field>
        <div className="form-actions">
          <Button onClick={onClose}>{t('common.close')}</Button>
          {'clipboard' in navigator && (
            <Button look="primary" onClick={copy}>
              {t('screen.copy')}
            </Button>
          )}
        </div>
      </div>
    </Dialog>
  )
}

/** Asks before a link is revoked: it cannot be called back. */
export function RevokeDialog({ link, onClose }: { link: ScreenLink; onClose: () => void }) {
  const { t } = useText()
  const revoke = useRevokeScreen()
  const problemText = useProblemText()
  const onSuccess = () => {
    say(t('screen.done', { name: link.name }))
    onClose()
  }
  return (
    <Dialog title={t('screen.revokeThis', { name: link.name })} onClose={onClose}>
      <div className="form">
        <ErrorSummary errors={{}} general={revoke.error ? problemText(revoke.error) : undefined} />
        <p>{t('screen.revokeReach')}</p>
        <div className="form-actions">
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button look="primary" disabled={revoke.isPending} onClick={() => revoke.mutate(link.id, { onSuccess })}>
            {t('screen.revoke')}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}

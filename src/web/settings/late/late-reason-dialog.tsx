import type { LateReason } from '../../../core/api/late-reasons.ts'
import { useLateReasonActions } from '../../api/late-reasons.ts'
import { KeyedDialog } from '../../kit/keyed-dialog.tsx'
import { say } from '../../kit/toast.tsx'
import { useText } from '../../text/use-text.ts'
import { useRefusal } from '../agency-refusal.ts'

/** Adds a reason for lateness, or changes its words and what it counts as. Its code stays as it was made. */
export function LateReasonDialog({ reason, onClose }: { reason: LateReason | undefined; onClose: () => void }) {
  const { t } = useText()
  const { add, change } = useLateReasonActions()
  const refusal = useRefusal()(add.error ?? change.error, { key: t('late.settings.keyTaken') })
  const onSuccess = () => {
    say(t(reason ? 'late.settings.changed' : 'late.settings.added'))
    onClose()
  }
  return (
    <KeyedDialog
      words={{
        title: t(reason ? 'late.settings.edit' : 'late.settings.add'),
        nameVi: t('late.settings.nameVi'),
        nameEn: t('late.settings.nameEn'),
        nameBad: t('late.settings.nameBad'),
        key: t('late.settings.key'),
        keyHint: t('late.settings.keyHint'),
        keyBad: t('late.settings.keyBad'),
        submit: t(reason ? 'late.settings.save' : 'late.settings.add'),
      }}
      before={reason}
      isKey={(key) => /^(?!none$)[a-z][a-z0-9_]{1,39}$/.test(key)}
      refusal={refusal}
      isPending={add.isPending || change.isPending}
      onSubmit={({ key, name }, read) => {
        const countsAs = read('countsAs') === 'data' ? 'data' : 'people'
        if (reason) change.mutate({ key, name, countsAs, retired: reason.retiredAt !== null }, { onSuccess })
        else add.mutate({ key, name, countsAs, needsWords: read('needsWords') === 'on' }, { onSuccess })
      }}
      onClose={onClose}
    >
      <fieldset className="late-choice">
        <legend>{t('late.settings.counts')}</legend>
        {(['people', 'data'] as const).map((each) => (
          <label key={each}>
            <input type="radio" name="countsAs" value={each} defaultChecked={each === (reason?.countsAs ?? 'people')} />
            {t(`late.settings.${each}`)}
          </label>
        ))}
      </fieldset>
      {!reason && (
        <div className="late-choice">
          <label>
            <input type="checkbox" name="needsWords" />
            {t('late.settings.needsWords')}
          </label>
        </div>
      )}
    </KeyedDialog>
  )
}

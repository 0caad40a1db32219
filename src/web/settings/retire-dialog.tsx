import { type ExtraFieldRow, useSettingsActions } from '../api/record-settings.ts'
import { Button } from '../kit/button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { ErrorSummary } from '../kit/field.tsx'
import { say } from '../kit/toast.tsx'
import { useProblemText } from '../kit/use-problem-text.ts'
import { useText } from '../text/use-text.ts'

/** Asks before a field is taken out of use, and says what stays. */
export function RetireDialog(props: { recordType: string; row: ExtraFieldRow; onClose: () => void }) {
  const { row, onClose } = props
  const { t, local } = useText()
  const { retire } = useSettingsActions(props.recordType)
  const problemText = useProblemText()
  const name = local(row.field.label)
  const onSuccess = () => {
    say(t('extraField.retiredDone', { name }))
    onClose()
  }
  return (
    <Dialog title={t('extraField.retireTitle', { name })} onClose={onClose}>
      <div className="form">
        <ErrorSummary errors={{}} general={retire.error ? problemText(retire.error) : undefined} />
        <p>{t('extraField.retireHint')}</p>
        <div className="form-actions">
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button look="primary" disabled={retire.isPending} onClick={() => retire.mutate(row.id, { onSuccess })}>
            {t('extraField.retire')}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}

import { Button } from '../kit/button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { useText } from '../text/use-text.ts'

/** Asks before something is taken away, and says what that reaches. */
export function AskDialog(props: {
  title: string
  reach: string
  submit: string
  isPending: boolean
  onConfirm: () => void
  onClose: () => void
}) {
  const { t } = useText()
  return (
    <Dialog title={props.title} onClose={props.onClose}>
      <div className="form">
        <p>{props.reach}</p>
        <div className="form-actions">
          <Button onClick={props.onClose}>{t('common.cancel')}</Button>
          <Button look="primary" disabled={props.isPending} onClick={props.onConfirm}>
            {props.submit}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}

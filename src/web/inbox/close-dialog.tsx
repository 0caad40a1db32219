import { type Closing, useLineActions } from '../api/alert-lines.ts'
import { TextDialog } from '../kit/text-dialog.tsx'
import { useText } from '../text/use-text.ts'
import { useSayClosed } from './use-close.ts'

/** Closes a calmed alert, or what has calmed of the line it stands for, with words for whoever reads its course. */
export function CloseDialog(props: Closing & { onClose: () => void }) {
  const { alert, line, onClose } = props
  const { t, local } = useText()
  const { close } = useLineActions()
  const sayClosed = useSayClosed()
  const title = local(alert.title)
  const submit = (note: string) =>
    close.mutate(
      { alert, line, ...(note ? { note } : {}) },
      {
        onSuccess: (closed) => {
          sayClosed(closed, title)
          onClose()
        },
      },
    )
  return (
    <TextDialog
      title={t('alert.closeTitle')}
      label={t('alert.closeNote')}
      hint={t('alert.closeHint')}
      missing=""
      optional
      submit={line && line.closable > 1 ? t('line.closeAll', { n: line.closable }) : t('alert.closeSubmit')}
      pending={close.isPending}
      error={close.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <p className="prose">{title}</p>
    </TextDialog>
  )
}

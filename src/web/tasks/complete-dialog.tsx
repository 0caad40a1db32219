import type { Task } from '../../core/api/work.ts'
import { useTaskActions } from '../api/tasks.ts'
import { TextDialog } from '../kit/text-dialog.tsx'
import { say } from '../kit/toast.tsx'
import { useText } from '../text/use-text.ts'

/** Asks for the result before a task is completed. */
export function CompleteDialog({ task, onClose }: { task: Task; onClose: () => void }) {
  const { t } = useText()
  const { complete } = useTaskActions(task.id)
  return (
    <TextDialog
      title={t('task.complete')}
      label={t('task.result')}
      hint={t('task.resultHint')}
      missing={t('task.resultMissing')}
      submit={t('task.complete')}
      pending={complete.isPending}
      error={complete.error}
      onSubmit={(result) =>
        complete.mutate(result, {
          onSuccess: () => {
            say(t('task.completed'))
            onClose()
          },
        })
      }
      onClose={onClose}
    >
      <p className="prose">{task.title}</p>
    </TextDialog>
  )
}

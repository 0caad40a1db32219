import { useState } from 'react'
import type { Task } from '../../core/api/work.ts'
import { useTaskActions } from '../api/tasks.ts'
import { TextDialog } from '../kit/text-dialog.tsx'
import { say } from '../kit/toast.tsx'
import { useProblemText } from '../kit/use-problem-text.ts'
import { LateFields, nothingSaid, useComplete } from '../late/late-fields.tsx'
import { useText } from '../text/use-text.ts'

/** Asks for the result before a task is completed, which can be taken back for ten seconds, and why it is late where it is and nobody said so. */
export function CompleteDialog({ task, onClose }: { task: Task; onClose: () => void }) {
  const { t } = useText()
  const { complete, undo } = useTaskActions(task.id)
  const problemText = useProblemText()
  const [saying, setSaying] = useState(nothingSaid)
  const { said, lacksWords } = useComplete(saying)
  const takeBack = () => undo.mutate(undefined, { onError: (error) => say(problemText(error)) })
  const asks = task.deadline === 'overdue' && task.late === null
  return (
    <TextDialog
      title={t('task.complete')}
      label={t('task.result')}
      hint={t('task.resultHint')}
      missing={t('task.resultMissing')}
      submit={t('task.complete')}
      pending={complete.isPending}
      blocked={lacksWords}
      error={complete.error}
      onSubmit={(result) =>
        complete.mutate(
          { result, ...(said ? { late: said } : {}) },
          {
            onSuccess: () => {
              say(t('task.completed'), takeBack)
              onClose()
            },
          },
        )
      }
      onClose={onClose}
    >
      <p className="prose">{task.title}</p>
      {asks && (
        <LateFields
          saying={saying}
          onChange={setSaying}
          optional
          wrong={lacksWords ? t('late.wordsMissing') : undefined}
        />
      )}
    </TextDialog>
  )
}

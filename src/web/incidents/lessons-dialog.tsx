import { useState } from 'react'
import type { IncidentDetail } from '../../core/api/work.ts'
import { useIncidentActions } from '../api/incidents.ts'
import { TextDialog } from '../kit/text-dialog.tsx'
import { say } from '../kit/toast.tsx'
import { useText } from '../text/use-text.ts'

/** Writes what was learned of a closed incident, from what was written of it before. */
export function LessonsDialog({ incident, onClose }: { incident: IncidentDetail; onClose: () => void }) {
  const { t } = useText()
  const { learn } = useIncidentActions(incident.id)
  // What was read before writing: if somebody writes meanwhile that is told, not written over.
  const [seen] = useState(incident.lessons)
  const onSuccess = () => {
    say(t('incident.lessons.written'))
    onClose()
  }
  return (
    <TextDialog
      title={t('incident.lessons.title')}
      label={t('incident.lessons.label')}
      hint={t('incident.lessons.hint')}
      missing={t('incident.lessons.missing')}
      initial={seen?.text ?? ''}
      submit={t('incident.lessons.submit')}
      pending={learn.isPending}
      error={learn.error}
      onSubmit={(text) => learn.mutate({ text, replaces: seen?.id ?? null }, { onSuccess })}
      onClose={onClose}
    />
  )
}

import { useEffect, useRef } from 'react'
import type { Task } from '../../core/api/work.ts'
import { useTaskActions } from '../api/tasks.ts'
import { EmptyState } from '../kit/empty-state.tsx'
import { FileAdder } from '../kit/file-adder.tsx'
import { FileList } from '../kit/file-list.tsx'
import { useText } from '../text/use-text.ts'
import { evidenceHash } from './evidence-hash.ts'
import { listedEvidence } from './listed-evidence.ts'

/** The files that show what was done, known by their hash, and the way to add one. */
export function EvidencePart({ task, allowed }: { task: Task; allowed: boolean }) {
  const { t } = useText()
  const { upload } = useTaskActions(task.id)
  const part = useRef<HTMLElement>(null)
  // Who was sent here to show what was done begins at the button that adds it.
  useEffect(() => {
    if (location.hash !== `#${evidenceHash}`) return
    part.current?.scrollIntoView({ block: 'nearest' })
    part.current?.querySelector('button')?.focus()
  }, [])
  return (
    <section ref={part} id={evidenceHash} className="card task-card" aria-label={t('task.evidence')}>
      <h2>{t('task.evidence')}</h2>
      {allowed && (
        <FileAdder
          label={t('task.addEvidence')}
          send={(file, onProgress) => upload.mutateAsync({ file, onProgress })}
        />
      )}
      {task.evidence.length === 0 ? (
        <EmptyState icon="clip" title={t('task.noEvidence')} hint={t('task.noEvidenceHint')} />
      ) : (
        <FileList files={task.evidence.map((file) => listedEvidence(file))} />
      )}
    </section>
  )
}

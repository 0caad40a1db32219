import { useRef, useState } from 'react'
import type { Evidence, Task } from '../../core/api/work.ts'
import { useTaskActions } from '../api/tasks.ts'
import { Moment } from '../kit/age.tsx'
import { Button } from '../kit/button.tsx'
import { EmptyState } from '../kit/empty-state.tsx'
import { formatShare, formatSize } from '../kit/format.ts'
import { Icon } from '../kit/icon.tsx'
import { say } from '../kit/toast.tsx'
import { useProblemText } from '../kit/use-problem-text.ts'
import { useText } from '../text/use-text.ts'

const hashShown = 12

function File({ file }: { file: Evidence }) {
  const { t, language } = useText()
  return (
    <li>
      <Icon name="clip" size={16} />
      <a
        className="link"
        href={`/api/evidence/${file.id}/file`}
        download={file.name}
        aria-label={t('task.download', { name: file.name })}
      >
        {file.name}
      </a>
      <span className="file-size">{formatSize(file.sizeBytes, language)}</span>
      <small>
        <code title={file.sha256}>{t('task.sha', { short: file.sha256.slice(0, hashShown) })}</code> {file.addedBy.name}
        , <Moment at={file.addedAt} />
      </small>
    </li>
  )
}

/** The files that show what was done, known by their hash, and the way to add one. */
export function EvidencePart({ task, allowed }: { task: Task; allowed: boolean }) {
  const { t, language } = useText()
  const { upload } = useTaskActions(task.id)
  const problemText = useProblemText()
  const input = useRef<HTMLInputElement>(null)
  const camera = useRef<HTMLInputElement>(null)
  const [sending, setSending] = useState<{ name: string; share: number }>()

  function send(file: globalThis.File | undefined) {
    if (!file) return
    setSending({ name: file.name, share: 0 })
    upload.mutate(
      { file, onProgress: (share) => setSending({ name: file.name, share }) },
      {
        onSuccess: (evidence) => say(t('task.added', { name: evidence.name })),
        onSettled: () => {
          setSending(undefined)
          for (const field of [input.current, camera.current]) if (field) field.value = ''
        },
      },
    )
  }

  return (
    <section className="card task-card" aria-label={t('task.evidence')}>
      <h2>
        {t('task.evidence')}
        {allowed && (
          <Button small disabled={sending !== undefined} onClick={() => input.current?.click()}>
            <Icon name="plus" size={14} />
            {t('task.addEvidence')}
          </Button>
        )}
        {allowed && (
          <Button small className="on-touch" disabled={sending !== undefined} onClick={() => camera.current?.click()}>
            <Icon name="camera" size={14} />
            {t('task.photo')}
          </Button>
        )}
      </h2>
      {allowed && (
        <input
          ref={camera}
          type="file"
          accept="image/*"
          capture="environment"
          className="visually-hidden"
          tabIndex={-1}
          aria-label={t('task.photo')}
          onChange={(event) => send(event.target.files?.[0])}
        />
      )}
      {allowed && (
        <input
          ref={input}
          type="file"
          className="visually-hidden"
          tabIndex={-1}
          aria-label={t('task.addEvidence')}
          onChange={(event) => send(event.target.files?.[0])}
        />
      )}
      {sending && (
        <p role="status">
          {t('task.uploading', { name: sending.name })} {formatShare(sending.share, language, 0)}
          <progress max={1} value={sending.share} aria-label={t('task.uploading', { name: sending.name })} />
        </p>
      )}
      {upload.error && (
        <p className="field-error" role="alert">
          <Icon name="warn" size={14} />
          {problemText(upload.error)}
        </p>
      )}
      {task.evidence.length === 0 ? (
        <EmptyState icon="clip" title={t('task.noEvidence')} hint={t('task.noEvidenceHint')} />
      ) : (
        <ul className="files">
          {task.evidence.map((file) => (
            <File key={file.id} file={file} />
          ))}
        </ul>
      )}
    </section>
  )
}

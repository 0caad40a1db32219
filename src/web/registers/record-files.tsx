import { useRef, useState } from 'react'
import type { RecordDetail } from '../../core/api/records.ts'
import { type Register, useRecordActions } from '../api/records.ts'
import { Moment } from '../kit/age.tsx'
import { Button } from '../kit/button.tsx'
import { formatShare, formatSize } from '../kit/format.ts'
import { Icon } from '../kit/icon.tsx'
import { say } from '../kit/toast.tsx'
import { useProblemText } from '../kit/use-problem-text.ts'
import { useText } from '../text/use-text.ts'

const hashShown = 12

/** The files of a record: who added them and when, size, and the hash by which each is known. */
export function FileList(props: { register: Register; id: string; files: RecordDetail['files'] }) {
  const { t, language } = useText()
  if (props.files.length === 0) return <p className="quiet">{t('register.files.none')}</p>
  return (
    <ul className="record-files">
      {props.files.map((file) => (
        <li key={file.id}>
          <Icon name="clip" size={16} />
          <a
            className="link"
            href={`${props.register.address}/${props.id}/files/${file.id}`}
            download={file.name}
            aria-label={t('register.files.download', { name: file.name })}
          >
            {file.name}
          </a>
          <span className="quiet nowrap">{formatSize(file.sizeBytes, language)}</span>
          <small>
            {file.addedBy.name}, <Moment at={file.addedAt} />
            <code title={file.sha256}>{t('register.files.sha', { short: file.sha256.slice(0, hashShown) })}</code>
          </small>
        </li>
      ))}
    </ul>
  )
}

/** Adds a file to a record, with what was sent so far. */
export function FileAdder({ register, id }: { register: Register; id: string }) {
  const { t, language } = useText()
  const { attach } = useRecordActions(register)
  const problemText = useProblemText()
  const input = useRef<HTMLInputElement>(null)
  const [sending, setSending] = useState<{ name: string; share: number }>()

  function send(file: File | undefined) {
    if (!file) return
    setSending({ name: file.name, share: 0 })
    attach.mutate(
      { id, file, onProgress: (share) => setSending({ name: file.name, share }) },
      {
        onSuccess: ({ name }) => say(t('register.files.added', { name })),
        onSettled: () => {
          setSending(undefined)
          if (input.current) input.current.value = ''
        },
      },
    )
  }

  return (
    <div className="file-adder">
      <Button small disabled={sending !== undefined} onClick={() => input.current?.click()}>
        <Icon name="plus" size={14} />
        {t('register.files.add')}
      </Button>
      <input
        ref={input}
        type="file"
        className="visually-hidden"
        tabIndex={-1}
        aria-label={t('register.files.add')}
        onChange={(event) => send(event.target.files?.[0])}
      />
      {sending && (
        <p role="status">
          {t('register.files.uploading', { name: sending.name })} {formatShare(sending.share, language, 0)}
          <progress max={1} value={sending.share} aria-label={t('register.files.uploading', { name: sending.name })} />
        </p>
      )}
      {attach.error && (
        <p className="field-error" role="alert">
          <Icon name="warn" size={14} />
          {problemText(attach.error)}
        </p>
      )}
    </div>
  )
}

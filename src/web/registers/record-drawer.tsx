import { lazy, Suspense, useRef, useState } from 'react'
import type { RecordDetail } from '../../core/api/records.ts'
import { type Register, useRecord, useRecordActions, useRecordHistory } from '../api/records.ts'
import { Moment } from '../kit/age.tsx'
import { Button } from '../kit/button.tsx'
import { DeadlineChip } from '../kit/deadline-chip.tsx'
import { ErrorBox } from '../kit/error-box.tsx'
import { formatSize } from '../kit/format.ts'
import { Icon } from '../kit/icon.tsx'
import { Loading } from '../kit/loading.tsx'
import { Facts, SidePanel } from '../kit/panel.tsx'
import { say } from '../kit/toast.tsx'
import { useProblemText } from '../kit/use-problem-text.ts'
import { useText } from '../text/use-text.ts'
import { useValueText } from './use-value-text.ts'

const RecordDialog = lazy(() => import('./record-dialog.tsx').then((m) => ({ default: m.RecordDialog })))
const MoveDialog = lazy(() => import('./move-dialog.tsx').then((m) => ({ default: m.MoveDialog })))

function FieldFacts({ register, record }: { register: Register; record: RecordDetail }) {
  const { t, local } = useText()
  const valueText = useValueText()
  const fields = Object.entries(register.fields).filter(([key]) => key !== register.titleField)
  return (
    <div className="block">
      <Facts
        items={[
          [t('register.agency'), record.agency.name],
          ...fields.map(([key, field]): readonly [string, string] => [
            local(field.label),
            record.masked.includes(key) ? '••••••' : (valueText(field, record.values[key], record.refs) ?? '–'),
          ]),
        ]}
      />
    </div>
  )
}

function Deadlines({ record }: { record: RecordDetail }) {
  const { t, local } = useText()
  if (record.deadlines.length === 0) return null
  return (
    <div className="block">
      <h3>{t('register.deadlines')}</h3>
      <ul className="record-clocks">
        {record.deadlines.map((clock) => (
          <li key={`${clock.rule}-${clock.startedAt}`}>
            <span>{local(clock.name)}</span>
            <DeadlineChip state={clock.state} /> <Moment at={clock.dueAt} />
          </li>
        ))}
      </ul>
    </div>
  )
}

function Files({ register, record }: { register: Register; record: RecordDetail }) {
  const { t, language } = useText()
  const { attach } = useRecordActions(register)
  const problemText = useProblemText()
  const input = useRef<HTMLInputElement>(null)
  const send = (file: File | undefined) => {
    if (!file) return
    attach.mutate(
      { id: record.id, file },
      { onSuccess: () => say(t('task.added', { name: file.name })), onError: (error) => say(problemText(error)) },
    )
    if (input.current) input.current.value = ''
  }
  return (
    <div className="block">
      <h3>
        {t('task.evidence')}
        {register.may.attach && (
          <Button small disabled={attach.isPending} onClick={() => input.current?.click()}>
            <Icon name="plus" size={14} />
            {t('task.addEvidence')}
          </Button>
        )}
      </h3>
      {register.may.attach && (
        <input
          ref={input}
          type="file"
          className="visually-hidden"
          tabIndex={-1}
          aria-label={t('task.addEvidence')}
          onChange={(event) => send(event.target.files?.[0])}
        />
      )}
      {record.files.length === 0 && <p className="quiet">{t('task.noEvidence')}</p>}
      <ul className="record-files">
        {record.files.map((file) => (
          <li key={file.id}>
            <Icon name="clip" size={16} />
            <a className="link" href={`${register.address}/${record.id}/files/${file.id}`} download={file.name}>
              {file.name}
            </a>
            <span className="file-size">{formatSize(file.sizeBytes, language)}</span>
            <small>
              <code title={file.sha256}>{t('task.sha', { short: file.sha256.slice(0, 12) })}</code> {file.addedBy.name},{' '}
              <Moment at={file.addedAt} />
            </small>
          </li>
        ))}
      </ul>
    </div>
  )
}

function History({ register, id }: { register: Register; id: string }) {
  const { t, local } = useText()
  const { data } = useRecordHistory(register, id)
  const nameOf = (move: string | null) =>
    move ? local(register.lifecycle.moves[move]?.name ?? { vi: move, en: move }) : ''
  return (
    <div className="block">
      <h3>{t('register.history')}</h3>
      {!data && <Loading />}
      <ol className="record-steps">
        {data?.items.map((entry) => (
          <li key={entry.id}>
            <Moment at={entry.at} />
            <span>
              {entry.kind === 'moved' ? nameOf(entry.move) : t(`register.kind.${entry.kind}`)}
              {entry.comment && <span className="prose">: {entry.comment}</span>}
              <small>
                {entry.by.name}
                {entry.kind === 'edited' &&
                  ` · ${Object.keys(entry.changes)
                    .map((key) => local(register.fields[key]?.label ?? { vi: key, en: key }))
                    .join(', ')}`}
              </small>
            </span>
          </li>
        ))}
      </ol>
    </div>
  )
}

/** One record beside its list: facts, deadlines, files, history; what may be done with it at the bottom. */
export function RecordDrawer({ register, id, onClose }: { register: Register; id: string; onClose: () => void }) {
  const { t, local } = useText()
  const { data: record, error, refetch } = useRecord(register, id)
  const [dialog, setDialog] = useState<'edit' | { move: string }>()
  const shut = () => setDialog(undefined)
  const state = record && register.lifecycle.states[record.state]
  const moves = record?.moves.filter((move) => move.refusal === null || move.refusal.code.endsWith('_missing')) ?? []
  return (
    <SidePanel
      label={local(register.name)}
      title={record?.number ?? local(register.name)}
      onClose={onClose}
      actions={
        record && (
          <>
            {register.may.edit && !state?.isFinal && (
              <Button onClick={() => setDialog('edit')}>{t('register.edit')}</Button>
            )}
            {moves.map((move, index) => (
              <Button
                key={move.key}
                look={index === 0 ? 'primary' : 'plain'}
                onClick={() => setDialog({ move: move.key })}
              >
                {local(register.lifecycle.moves[move.key]?.name ?? { vi: move.key, en: move.key })}
              </Button>
            ))}
          </>
        )
      }
    >
      {!record && !error && <Loading rows={8} />}
      {error && !record && <ErrorBox error={error} onRetry={() => void refetch()} />}
      {record && (
        <>
          <div className="block">
            <p className="quiet">{state && local(state.name)}</p>
            <p className="alert-headline prose">{record.title}</p>
          </div>
          <FieldFacts register={register} record={record} />
          <Deadlines record={record} />
          <Files register={register} record={record} />
          <History register={register} id={id} />
          <Suspense>
            {dialog === 'edit' && <RecordDialog register={register} record={record} onClose={shut} onSaved={shut} />}
            {typeof dialog === 'object' && (
              <MoveDialog register={register} record={record} move={dialog.move} onClose={shut} />
            )}
          </Suspense>
        </>
      )}
    </SidePanel>
  )
}

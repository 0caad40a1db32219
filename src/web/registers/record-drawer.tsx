import { useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import type { RecordDetail } from '../../core/api/records.ts'
import { type Register, useRecord, useRecordLinks } from '../api/records.ts'
import { useSession } from '../api/session.ts'
import { Button } from '../kit/button.tsx'
import { DeadlineChip } from '../kit/deadline-chip.tsx'
import { ErrorBox } from '../kit/error-box.tsx'
import { Loading } from '../kit/loading.tsx'
import { SidePanel } from '../kit/panel.tsx'
import { say } from '../kit/toast.tsx'
import { withLateTexts } from '../text/i18n.ts'
import { useText } from '../text/use-text.ts'
import { shownClock } from './main-clock.ts'
import { RecordClocks } from './record-clocks.tsx'
import { RecordFacts } from './record-facts.tsx'
import { RecordFileAdder, RecordFiles } from './record-files.tsx'
import { RecordHistory } from './record-history.tsx'
import { RecordLinks } from './record-links.tsx'
import { StepButtons, Waiting } from './record-steps.tsx'
import type { NextLink } from './register-fields.ts'
import { StateWord } from './state-word.tsx'

const RecordShape = lazy(() => import('./drawing/record-shape.tsx').then((m) => ({ default: m.RecordShape })))
const RecordDialog = lazy(() => import('./record-dialog.tsx').then((m) => ({ default: m.RecordDialog })))
const MoveDialog = lazy(() => import('./move-dialog.tsx').then((m) => ({ default: m.MoveDialog })))

const SayWhyDialog = lazy(() =>
  withLateTexts(import('../late/say-why-dialog.tsx')).then((m) => ({ default: m.SayWhyDialog })),
)

type Open =
  | { kind: 'late'; clock: number }
  | { kind: 'edit' }
  | { kind: 'move'; move: string }
  | { kind: 'next'; next: NextLink }

/** One record beside its list: facts, links, deadlines, files, history; what may be done with it at the bottom. */
export function RecordDrawer({ register, id, onClose }: { register: Register; id: string; onClose: () => void }) {
  const { t, local } = useText()
  const { can } = useSession()
  const navigate = useNavigate()
  const { data: record, error, refetch } = useRecord(register, id)
  const { data: links } = useRecordLinks(register, id, can('things.read'))
  const [dialog, setDialog] = useState<Open>()
  const shut = () => setDialog(undefined)
  const state = record && register.lifecycle.states[record.state]
  const clock = record && shownClock(register.lifecycle, record)
  const linked = (links?.items ?? []).map(({ thing }) => thing)
  const mayAttach = register.may.attach && !state?.isFinal
  /** Asked where one finishes late; nobody must answer. */
  const askWhyLate = (moved: RecordDetail) => {
    const ended = new Set(moved.deadlines.flatMap(({ rule, state }) => (state === 'done_late' ? [rule] : [])))
    const asked = moved.late.find(({ rule, saying, maySay }) => ended.has(rule) && saying === null && maySay)
    if (asked) setDialog({ kind: 'late', clock: asked.clock })
  }
  const copy = () => void navigator.clipboard.writeText(window.location.href).then(() => say(t('register.copied')))
  return (
    <SidePanel
      label={local(register.name)}
      title={record?.number ?? local(register.name)}
      onClose={onClose}
      actions={
        record && (
          <StepButtons
            register={register}
            record={record}
            onEdit={() => setDialog({ kind: 'edit' })}
            onMove={(move) => setDialog({ kind: 'move', move })}
          />
        )
      }
    >
      {!record && !error && <Loading rows={8} />}
      {error && !record && <ErrorBox error={error} onRetry={() => void refetch()} />}
      {record && (
        <>
          <div className="block record-head">
            <p>
              <StateWord register={register} state={record.state} />
              {clock && <DeadlineChip state={clock.state} clock={clock} />}
              <span className="grow" />
              <Button small look="quiet" onClick={copy}>
                {t('register.copyLink')}
              </Button>
            </p>
            <p className="record-title prose">{record.title}</p>
          </div>
          <Waiting register={register} record={record} />
          <RecordFacts register={register} record={record} />
          {register.geometry && record.geometry !== null && (
            <Suspense fallback={<Loading rows={4} />}>
              <RecordShape record={record} />
            </Suspense>
          )}
          <RecordClocks register={register} record={record} />
          <RecordLinks
            register={register}
            record={record}
            links={links?.items ?? []}
            onNext={(next) => setDialog({ kind: 'next', next })}
          />
          <section className="block" aria-label={t('register.files.title')}>
            <h3>{t('register.files.title')}</h3>
            <RecordFiles register={register} id={id} files={record.files} />
            {mayAttach && <RecordFileAdder register={register} id={id} />}
          </section>
          <RecordHistory register={register} record={record} things={linked} />
          <Suspense>
            {dialog?.kind === 'edit' && (
              <RecordDialog register={register} record={record} onClose={shut} onSaved={shut} />
            )}
            {dialog?.kind === 'move' && (
              <MoveDialog register={register} record={record} move={dialog.move} onMoved={askWhyLate} onClose={shut} />
            )}
            {dialog?.kind === 'late' && (
              <SayWhyDialog
                one={{ register: register.address, record: record.id, clock: dialog.clock }}
                what={record.title}
                before={null}
                onClose={shut}
              />
            )}
            {dialog?.kind === 'next' && (
              <RecordDialog
                register={dialog.next.register}
                given={{
                  values: { [dialog.next.field]: record.id },
                  names: { [dialog.next.field]: [record.number, record.title].filter(Boolean).join(' · ') },
                }}
                onClose={shut}
                onSaved={(made) => {
                  const { module, type } = dialog.next.register
                  void navigate({ to: '/so/$module/$type', params: { module: module.id, type }, search: { id: made } })
                }}
              />
            )}
          </Suspense>
        </>
      )}
    </SidePanel>
  )
}

import { useBlocker } from '@tanstack/react-router'
import { type FormEvent, useRef, useState } from 'react'
import type { RecordDetail } from '../../core/api/records.ts'
import { ApiProblem } from '../api/client.ts'
import { fetchRecord, type Register, useRecordActions, type Values } from '../api/records.ts'
import { useSession } from '../api/session.ts'
import { Button } from '../kit/button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { draftKey } from '../kit/draft-store.ts'
import { ErrorSummary } from '../kit/field.tsx'
import { formatTime } from '../kit/format.ts'
import { say } from '../kit/toast.tsx'
import { useProblemText } from '../kit/use-problem-text.ts'
import { useText } from '../text/use-text.ts'
import { isSame } from './clashes.ts'
import { ConflictBox } from './conflict-box.tsx'
import { FormFields } from './form-fields.tsx'
import { LeaveBox } from './leave-box.tsx'
import { bodyOf, fieldsOf, flatValues } from './register-fields.ts'
import { useDraft } from './use-draft.ts'
import { useFaultText } from './use-fault-text.ts'
import { useShapeCheck } from './use-shape-check.ts'
import { useToldFaults } from './use-told-faults.ts'

/** A new record begun from another: the reference that is filled in, and its name. */
export interface Given {
  readonly values: Values
  readonly names: Readonly<Record<string, string>>
}

interface Props {
  readonly register: Register
  readonly record?: RecordDetail
  readonly given?: Given
  readonly onClose: () => void
  readonly onSaved: (id: string) => void
}

const asId = (key: string) => `field-${key.replace('.', '-')}`
const withIds = (faults: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(faults).map(([key, text]) => [asId(key), text]))

/**
 * Writes a new record, or edits one. What is typed is kept as a draft on this machine; leaving asks; when another person saved first,
 * both texts stand beside each other and nothing is overwritten.
 */
export function RecordDialog({ register, record, given, onClose, onSaved }: Props) {
  const { t, local } = useText()
  const { session } = useSession()
  const { create, edit } = useRecordActions(register)
  const problemText = useProblemText()
  const { check, serverFaults } = useFaultText()
  const checkShape = useShapeCheck(register)
  const fields = fieldsOf(register)
  const secret = fields.flatMap(({ key, field }) => (field.personal ? [key] : []))
  // As it stood when it was opened: what others change meanwhile is told by the server's 409, not slipped under the typing.
  const [start, setStart] = useState(() => ({
    base: record ? flatValues(record) : { areaCode: null, geometry: null, ...given?.values },
    version: record?.version ?? null,
    state: record?.state ?? register.lifecycle.initial,
  }))
  const what = record?.id ?? ['new', ...Object.values(given?.values ?? {})].join('.')
  const draft = useDraft({
    key: draftKey(session?.account.id ?? 0, register.key, what),
    base: start.base,
    version: start.version,
    agency: String(session?.agency.id ?? ''),
    secret,
  })
  const [clash, setClash] = useState<{ fresh: RecordDetail; base: Values } | undefined>(() =>
    record &&
    draft.staleBase &&
    !Object.entries(draft.staleBase).every(([key, value]) => isSame(value, start.base[key]))
      ? { fresh: record, base: { ...start.base, ...draft.staleBase } }
      : undefined,
  )
  const told = useToldFaults()
  const [isLeaving, setLeaving] = useState(false)
  const done = useRef(false)
  const blocker = useBlocker({
    shouldBlockFn: () => draft.isDirty && !done.current,
    enableBeforeUnload: () => draft.isDirty && !done.current,
    withResolver: true,
  })

  const error = create.error ?? edit.error
  const isClash = error instanceof ApiProblem && error.code === 'edited_meanwhile'
  const refused = serverFaults(fields, error, register.geometry)
  const faults = Object.keys(told.sent).length > 0 ? told.sent : refused
  const general =
    error && !isClash && Object.keys(refused).length === 0 ? `${t('error.saveTitle')} ${problemText(error)}` : undefined
  const { editable } = register.lifecycle.states[start.state] ?? {}
  const open = record ? fields.filter(({ key }) => !editable || editable.includes(key)) : fields
  const isRequired = (key: string) => fields.find((each) => each.key === key)?.field.required === true

  function leave() {
    if (draft.isDirty && !done.current) setLeaving(true)
    else onClose()
  }
  function finish(saved: RecordDetail) {
    done.current = true
    draft.drop()
    say(t('register.saved', { title: saved.number ?? saved.title }))
    onClose()
    onSaved(saved.id)
  }
  async function submit(event: FormEvent) {
    event.preventDefault()
    const asked = open.filter(({ key }) => !record || key in draft.changed)
    const found = { ...check(asked, draft.values, isRequired), ...(await checkShape(draft.changed.geometry)) }
    told.tellSent(found)
    if (Object.keys(found).length > 0) return
    if (record && start.version !== null) {
      const body = { id: record.id, version: start.version, ...bodyOf(draft.changed) }
      const onError = (failed: unknown) => {
        if (!(failed instanceof ApiProblem) || failed.code !== 'edited_meanwhile') return
        void fetchRecord(register, record.id).then((fresh) => setClash({ fresh, base: start.base }))
      }
      edit.mutate(body, { onSuccess: finish, onError })
    } else {
      const filled = Object.entries(draft.values).filter(([, value]) => value !== null && value !== undefined)
      create.mutate({ agencyId: Number(draft.agency), ...bodyOf(Object.fromEntries(filled)) }, { onSuccess: finish })
    }
  }
  function goOn(fresh: RecordDetail, merged: Values) {
    setStart({ base: flatValues(fresh), version: fresh.version, state: fresh.state })
    draft.replace(merged)
    setClash(undefined)
    edit.reset()
  }

  const name = local(register.name)
  const title = record
    ? t('register.editOf', { name: record.number ?? name })
    : t('register.createOf', { name: name.charAt(0).toLowerCase() + name.slice(1) })
  return (
    <Dialog title={title} onClose={leave} asksItself>
      {(isLeaving || blocker.status === 'blocked') && (
        <LeaveBox
          canKeep={Object.keys(draft.changed).some((key) => !secret.includes(key))}
          onKeep={() => {
            done.current = true
            blocker.proceed?.()
            onClose()
          }}
          onDrop={() => {
            done.current = true
            draft.reset()
            blocker.proceed?.()
            onClose()
          }}
          onStay={() => {
            setLeaving(false)
            blocker.reset?.()
          }}
        />
      )}
      {clash && (
        <ConflictBox
          register={register}
          base={clash.base}
          mine={draft.values}
          fresh={clash.fresh}
          onGo={(merged) => goOn(clash.fresh, merged)}
          onTakeAll={() => {
            done.current = true
            draft.reset()
            onClose()
          }}
        />
      )}
      <form className="form record-form" onSubmit={(event) => void submit(event)} noValidate>
        {draft.restoredAt && (
          <p className="note-box">
            {t('register.form.draftBack', { time: formatTime(draft.restoredAt) })}
            <button type="button" className="link" onClick={draft.reset}>
              {t('register.form.draftDrop')}
            </button>
          </p>
        )}
        <ErrorSummary errors={withIds(faults)} general={general} />
        {record && editable && (
          <p className="note-box">
            {t(open.length > 0 ? 'register.form.locked' : 'register.form.lockedAll', {
              state: local(register.lifecycle.states[start.state]?.name ?? { vi: '', en: '' }),
            })}
          </p>
        )}
        <FormFields
          register={register}
          fields={open}
          values={draft.values}
          faults={{ ...told.left, ...faults }}
          names={given?.names ?? {}}
          record={record}
          withPlace={!editable}
          agency={record ? undefined : { value: draft.agency, set: draft.setAgency }}
          asId={asId}
          onSet={draft.set}
          onLeave={(key) => {
            if (key === 'geometry') {
              void checkShape(draft.changed.geometry).then((found) => told.tellLeft(key, found))
              return
            }
            const found = check(
              open.filter((each) => each.key === key && key in draft.changed),
              draft.values,
              isRequired,
            )
            told.tellLeft(key, found)
          }}
        />
        <div className="form-actions record-form-actions">
          <span className="grow quiet" role="status">
            {draft.keptAt && draft.isDirty && t('register.form.draftKept', { time: formatTime(draft.keptAt) })}
          </span>
          <Button onClick={leave}>{t('common.cancel')}</Button>
          <Button type="submit" look="primary" disabled={create.isPending || edit.isPending || clash !== undefined}>
            {t('register.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

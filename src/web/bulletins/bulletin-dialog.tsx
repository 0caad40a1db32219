import './bulletins.css'
import { useRef, useState } from 'react'
import type { Bulletin, NewBulletin } from '../../core/api/bulletins.ts'
import type { Incident } from '../../core/api/work.ts'
import { useBulletinActions, useBulletins, useReach } from '../api/bulletins.ts'
import { Button } from '../kit/button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { ErrorSummary } from '../kit/field.tsx'
import { say } from '../kit/toast.tsx'
import { useKept } from '../kit/use-kept.ts'
import { useText } from '../text/use-text.ts'
import { BulletinFields } from './bulletin-fields.tsx'
import { ReachBox } from './reach-box.tsx'
import { SendDialog } from './send-dialog.tsx'
import { useBulletinProblem } from './use-bulletin-problem.ts'
import { useBulletinStart } from './use-bulletin-start.ts'

const fieldsOf = ({ urgency, title, text, audience, chosen }: Bulletin): NewBulletin => ({
  ...{ urgency, title, text, audience },
  agencyIds: chosen.map(({ id }) => id),
})

/** Writes a bulletin, with its reach beside it, and keeps it as a draft, asks for approval or goes on to send it. */
export function BulletinDialog(props: { incident: Incident; bulletin?: Bulletin; onClose: () => void }) {
  const { t } = useText()
  const { incident, onClose } = props
  const { id: incidentId } = incident
  const begin = useBulletinStart()
  const { create, edit, move } = useBulletinActions(incidentId)
  const problemText = useBulletinProblem()
  const { data: list } = useBulletins(incidentId)
  const { id: which = 'new', version = 0 } = props.bulletin ?? {}
  const start = props.bulletin ? fieldsOf(props.bulletin) : begin(incident)
  const { value, set, drop } = useKept(`bulletin.${incidentId}.${which}.${version}`, start)
  const [wrong, setWrong] = useState<Record<string, string>>({})
  const [failed, setFailed] = useState<Error>()
  const [sending, setSending] = useState<Bulletin>()
  /** As it was kept last: a step that fails after keeping is not kept a second time. */
  const kept = useRef(props.bulletin)
  const { data: reach, error: uncounted } = useReach(incidentId, value.audience, value.agencyIds)

  const faults = () => ({
    ...(value.title.trim() === '' ? { 'bulletin-title': t('bulletin.titleMissing') } : {}),
    ...(value.text.trim() === '' ? { 'bulletin-text': t('bulletin.textMissing') } : {}),
    ...(value.audience === 'chosen' && value.agencyIds.length === 0
      ? { 'bulletin-agencies': t('bulletin.agenciesMissing') }
      : {}),
  })
  const keep = async (): Promise<Bulletin> => {
    const before = kept.current
    const after = before
      ? await edit.mutateAsync({ ...value, id: before.id, version: before.version })
      : await create.mutateAsync(value)
    kept.current = after
    drop()
    return after
  }
  const run = async (next: (bulletin: Bulletin) => Promise<void>) => {
    const found = faults()
    setWrong(found)
    setFailed(undefined)
    if (Object.keys(found).length > 0) return
    try {
      await next(await keep())
    } catch (error) {
      setFailed(error instanceof Error ? error : new Error(String(error)))
    }
  }
  const done = (text: string) => {
    say(text)
    onClose()
  }
  const cancel = () => {
    drop()
    onClose()
  }
  const save = () => run(async () => done(t('bulletin.saved')))
  const ask = () =>
    run(async ({ id, version }) => {
      await move.mutateAsync({ id, version, move: 'ask' })
      done(t('bulletin.asked'))
    })
  const isBusy = create.isPending || edit.isPending || move.isPending
  const needsSecond = list?.needsSecond ?? true

  if (sending)
    return <SendDialog bulletin={sending} move="send" onBack={() => setSending(undefined)} onClose={onClose} />
  return (
    <Dialog title={t(props.bulletin ? 'bulletin.editTitle' : 'bulletin.writeTitle')} onClose={onClose} onDrop={drop}>
      <form
        className="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void (needsSecond ? ask() : run(async (bulletin) => setSending(bulletin)))
        }}
      >
        <ErrorSummary errors={wrong} general={failed ? `${t('error.saveTitle')} ${problemText(failed)}` : undefined} />
        <BulletinFields value={value} wrong={wrong} onChange={set} />
        {(value.audience !== 'chosen' || value.agencyIds.length > 0) && <ReachBox reach={reach} error={uncounted} />}
        <p className="quiet">{t(needsSecond ? 'bulletin.secondHint' : 'bulletin.aloneHint')}</p>
        <div className="form-actions">
          <Button onClick={cancel}>{t('common.cancel')}</Button>
          <Button onClick={() => void save()} disabled={isBusy}>
            {t('bulletin.saveDraft')}
          </Button>
          <Button type="submit" look="primary" disabled={isBusy}>
            {t(needsSecond ? 'bulletin.ask' : 'bulletin.next')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

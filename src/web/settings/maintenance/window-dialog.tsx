import { type FormEvent, useState } from 'react'
import type { Asset } from '../../../core/api/assets.ts'
import { atLocalTime, localDateOf } from '../../../core/local-time.ts'
import { useAssetKinds } from '../../api/assets.ts'
import { useCommunes, useWindowActions } from '../../api/maintenance.ts'
import { useAgencyTree } from '../../api/places.ts'
import { useSession } from '../../api/session.ts'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { ErrorSummary, Field } from '../../kit/field.tsx'
import { formatTime } from '../../kit/format.ts'
import { Pick } from '../../kit/pick.tsx'
import { serverNow } from '../../kit/server-clock.ts'
import { say } from '../../kit/toast.tsx'
import { useProblemText } from '../../kit/use-problem-text.ts'
import { useText } from '../../text/use-text.ts'
import { DayInput } from '../day-input.tsx'

/** The instant of a day and a time of day in Viet Nam; null for what is none. */
function instantOf(day: string, time: string): Date | null {
  try {
    return atLocalTime(day, time.trim())
  } catch {
    return null
  }
}

/** Plans a maintenance window, of one asset where it is given. What was typed stays when it is refused. */
export function WindowDialog({ asset, onClose }: { asset?: Pick<Asset, 'code' | 'agency'>; onClose: () => void }) {
  const { t, local } = useText()
  const { session } = useSession()
  const { data: agencies } = useAgencyTree(false)
  const { data: kinds } = useAssetKinds()
  const { plan } = useWindowActions()
  const problemText = useProblemText()
  const [agencyId, setAgencyId] = useState<string | null>(
    asset ? String(asset.agency.id) : session ? String(session.agency.id) : null,
  )
  const { data: communes } = useCommunes()
  const [area, setArea] = useState<string | null>(null)
  const [assetType, setAssetType] = useState<string | null>(null)
  const [wrong, setWrong] = useState<Record<string, string>>({})
  const nowMs = serverNow()
  const today = localDateOf(new Date(nowMs))

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    const text = (name: string) => String(data.get(name) ?? '').trim()
    const [from, until] = [instantOf(text('fromDay'), text('fromTime')), instantOf(text('untilDay'), text('untilTime'))]
    const faults: Record<string, string> = {}
    if (agencyId === null) faults['window-agency'] = t('maintenance.agencyMissing')
    if (!from) faults['window-from'] = t('maintenance.timeBad')
    if (!until || (from && until <= from)) faults['window-until'] = t('maintenance.timeBad')
    if (text('reason') === '') faults['window-reason'] = t('maintenance.reasonMissing')
    setWrong(faults)
    if (!from || !until || agencyId === null || Object.keys(faults).length > 0) return
    plan.mutate(
      {
        agencyId: Number(agencyId),
        assets: text('assets')
          .split(/[\s,]+/)
          .filter((code) => code !== ''),
        ...(area === null ? {} : { area }),
        ...(assetType === null ? {} : { assetType }),
        fromAt: from.toISOString(),
        untilAt: until.toISOString(),
        reason: text('reason'),
      },
      {
        onSuccess: () => {
          say(t('maintenance.made'))
          onClose()
        },
      },
    )
  }
  const time = (name: string, initialMs: number) => (control: { id: string }) => (
    <input
      {...control}
      className="input"
      name={name}
      defaultValue={formatTime(initialMs)}
      inputMode="numeric"
      maxLength={5}
    />
  )
  return (
    <Dialog title={t('maintenance.add')} onClose={onClose}>
      <form className="form" onSubmit={submit} noValidate>
        <ErrorSummary
          errors={wrong}
          general={plan.error ? `${t('error.saveTitle')} ${problemText(plan.error)}` : undefined}
        />
        <Field label={t('maintenance.reason')} error={wrong['window-reason']} id="window-reason">
          {(control) => <input {...control} className="input" name="reason" maxLength={2_000} data-autofocus />}
        </Field>
        <Field
          label={t('maintenance.agency')}
          hint={t('maintenance.agencyHint')}
          error={wrong['window-agency']}
          id="window-agency"
        >
          {(control) => (
            <Pick
              control={control}
              options={(agencies?.items ?? []).map(({ id, name }) => ({ value: String(id), label: name }))}
              value={agencyId}
              onChange={setAgencyId}
              nothing={t('maintenance.nothing')}
            />
          )}
        </Field>
        <Field label={t('maintenance.type')} optional>
          {(control) => (
            <Pick
              control={control}
              options={(kinds ?? []).map(({ type, name }) => ({ value: type, label: local(name) }))}
              value={assetType}
              onChange={setAssetType}
              placeholder={t('maintenance.every')}
              nothing={t('maintenance.nothing')}
            />
          )}
        </Field>
        <Field label={t('maintenance.area')} optional>
          {(control) => (
            <Pick
              control={control}
              options={(communes?.items ?? []).map(({ code, name }) => ({ value: code, label: name }))}
              value={area}
              onChange={setArea}
              placeholder={t('maintenance.every')}
              nothing={t('maintenance.nothing')}
            />
          )}
        </Field>
        <Field label={t('maintenance.assets')} optional>
          {(control) => (
            <input
              {...control}
              className="input"
              name="assets"
              defaultValue={asset?.code}
              placeholder={t('maintenance.every')}
            />
          )}
        </Field>
        <Field label={t('maintenance.fromDay')} error={wrong['window-from']} id="window-from">
          {(control) => <DayInput control={control} name="fromDay" initial={today} />}
        </Field>
        <Field label={t('maintenance.fromTime')}>{time('fromTime', nowMs)}</Field>
        <Field label={t('maintenance.untilDay')} error={wrong['window-until']} id="window-until">
          {(control) => (
            <DayInput control={control} name="untilDay" initial={localDateOf(new Date(nowMs + 7_200_000))} />
          )}
        </Field>
        <Field label={t('maintenance.untilTime')}>{time('untilTime', nowMs + 7_200_000)}</Field>
        <div className="form-actions">
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" look="primary" disabled={plan.isPending}>
            {t('maintenance.submit')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

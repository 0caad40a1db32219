import { type FormEvent, useState } from 'react'
import type { NewAgency } from '../../core/api/places.ts'
import { useAgencies } from '../api/accounts.ts'
import { useCreateAgency } from '../api/places.ts'
import { useSession } from '../api/session.ts'
import { Button } from '../kit/button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { ErrorSummary, Field } from '../kit/field.tsx'
import { Pick } from '../kit/pick.tsx'
import { say } from '../kit/toast.tsx'
import { useText } from '../text/use-text.ts'
import { useRefusal } from './agency-refusal.ts'
import { DayInput } from './day-input.tsx'

/** Makes an agency below one that is in sight. What was typed stays when it fails. */
export function NewAgencyDialog({ onClose, onMade }: { onClose: () => void; onMade: (code: string) => void }) {
  const { t } = useText()
  const { covers } = useSession()
  const agencies = useAgencies()
  const create = useCreateAgency()
  const [parent, setParent] = useState<string | null>(null)
  const [wrong, setWrong] = useState<Record<string, string>>({})
  const { errors: refused, general } = useRefusal()(create.error, {
    name: t('agencies.refused.name'),
    code: t('agencies.refused.code'),
    parentId: t('agencies.refused.parentId'),
    from: t('agencies.refused.from'),
  })
  const errors = Object.keys(wrong).length > 0 ? wrong : refused

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const read = (name: string) => String(form.get(name) ?? '').trim()
    const agency: NewAgency = {
      code: read('code'),
      name: read('name'),
      kind: 'office',
      parentId: Number(parent),
      areaCode: null,
      dutyPhone: null,
      from: read('from'),
    }
    const found = {
      ...(agency.name === '' ? { name: t('agencies.nameBad') } : {}),
      ...(/^[A-Z0-9]+(\.[A-Z0-9]+)*$/.test(agency.code) ? {} : { code: t('agencies.codeBad') }),
      ...(parent === null ? { parentId: t('agencies.parentBad') } : {}),
      ...(agency.from === '' ? { from: t('areas.dayBad') } : {}),
    }
    setWrong(found)
    if (Object.keys(found).length > 0) return
    create.mutate(agency, {
      onSuccess: () => {
        say(t('agencies.made', { name: agency.name }))
        onMade(agency.code)
      },
    })
  }

  return (
    <Dialog title={t('agencies.add')} onClose={onClose}>
      <form className="form" onSubmit={submit} noValidate autoComplete="off">
        <ErrorSummary errors={errors} general={general && `${t('error.saveTitle')} ${general}`} />
        <Field label={t('agencies.name')} id="name" error={errors.name}>
          {(control) => <input {...control} className="input" name="name" maxLength={200} />}
        </Field>
        <Field label={t('agencies.code')} id="code" hint={t('agencies.codeHint')} error={errors.code}>
          {(control) => <input {...control} className="input" name="code" maxLength={40} autoCapitalize="characters" />}
        </Field>
        <Field label={t('agencies.parent')} id="parentId" error={errors.parentId}>
          {(control) => (
            <Pick
              control={control}
              options={(agencies.data ?? [])
                .filter(({ id }) => covers(id))
                .map(({ id, name }) => ({ value: String(id), label: name }))}
              value={parent}
              onChange={setParent}
              placeholder={t('task.agencyPlaceholder')}
              nothing={t('task.agencyNone')}
            />
          )}
        </Field>
        <Field label={t('agencies.from')} id="from" error={errors.from}>
          {(control) => <DayInput control={control} name="from" />}
        </Field>
        <div className="form-actions">
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" look="primary" disabled={create.isPending}>
            {t('agencies.submit')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

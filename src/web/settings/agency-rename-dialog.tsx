import { useState } from 'react'
import type { AgencyDetail } from '../../core/api/places.ts'
import { useChangeAgency } from '../api/places.ts'
import { Field } from '../kit/field.tsx'
import { say } from '../kit/toast.tsx'
import { useText } from '../text/use-text.ts'
import { AgencyForm } from './agency-form.tsx'
import { useRefusal } from './agency-refusal.ts'
import { DayInput } from './day-input.tsx'
import { today } from './today.ts'

/** Gives an agency another name from a day on. */
export function AgencyRenameDialog({ agency, onClose }: { agency: AgencyDetail; onClose: () => void }) {
  const { t } = useText()
  const rename = useChangeAgency(agency.code, 'rename')
  const [wrong, setWrong] = useState<Record<string, string>>({})
  const refusal = useRefusal()(
    rename.error,
    { name: t('agencies.refused.name'), from: t('agencies.refused.from') },
    { agency_closed: t('agencies.problem.agency_closed') },
  )
  const errors = Object.keys(wrong).length > 0 ? wrong : refusal.errors
  function submit(read: (name: string) => string) {
    const [name, from] = [read('name'), read('from')]
    const found = {
      ...(name === '' ? { name: t('agencies.nameBad') } : name === agency.name ? { name: t('agencies.nameSame') } : {}),
      ...(from === '' ? { from: t('areas.dayBad') } : {}),
    }
    setWrong(found)
    if (Object.keys(found).length > 0) return
    const onSuccess = () => {
      say(t('agencies.renamed'))
      onClose()
    }
    rename.mutate({ name, from }, { onSuccess })
  }
  return (
    <AgencyForm
      title={t('agencies.rename')}
      submit={t('agencies.rename')}
      pending={rename.isPending}
      errors={errors}
      general={refusal.general}
      onSubmit={submit}
      onClose={onClose}
    >
      <Field label={t('agencies.newName')} id="name" error={errors.name}>
        {(control) => (
          <textarea
            {...control}
            className="input"
            name="name"
            maxLength={200}
            defaultValue={agency.name}
            data-autofocus
          />
        )}
      </Field>
      <Field label={t('agencies.renameFrom')} id="from" hint={t('agencies.renameFromHint')} error={errors.from}>
        {(control) => <DayInput control={control} name="from" initial={today()} />}
      </Field>
      <p className="settings-effects">{t('agencies.renameReach')}</p>
    </AgencyForm>
  )
}

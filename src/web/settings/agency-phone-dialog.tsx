import { useState } from 'react'
import type { AgencyDetail } from '../../core/api/places.ts'
import { useChangeAgency } from '../api/places.ts'
import { Field } from '../kit/field.tsx'
import { say } from '../kit/toast.tsx'
import { useText } from '../text/use-text.ts'
import { AgencyForm } from './agency-form.tsx'
import { useRefusal } from './agency-refusal.ts'

/** Says where an agency is called at any hour; left empty, nowhere. */
export function AgencyPhoneDialog({ agency, onClose }: { agency: AgencyDetail; onClose: () => void }) {
  const { t } = useText()
  const change = useChangeAgency(agency.code, 'phone')
  const [isBad, setBad] = useState(false)
  const bad = { dutyPhone: t('agencies.dutyPhoneBad') }
  const refusal = useRefusal()(change.error, bad, { agency_closed: t('agencies.problem.agency_closed') })
  const errors = isBad ? bad : refusal.errors
  function submit(read: (name: string) => string) {
    const typed = read('dutyPhone').replaceAll(/[\s().-]/g, '')
    const fits = typed === '' || /^\+?\d{3,15}$/.test(typed)
    setBad(!fits)
    if (!fits) return
    const onSuccess = () => {
      say(t('agencies.dutyPhoneSaved'))
      onClose()
    }
    change.mutate({ dutyPhone: typed === '' ? null : typed }, { onSuccess })
  }
  return (
    <AgencyForm
      title={t('agencies.dutyPhone')}
      submit={t('agencies.dutyPhoneSave')}
      pending={change.isPending}
      errors={errors}
      general={refusal.general}
      onSubmit={submit}
      onClose={onClose}
    >
      <p>
        <b>{agency.name}</b>
      </p>
      <Field
        label={t('agencies.dutyPhone')}
        id="dutyPhone"
        hint={t('agencies.dutyPhoneHint')}
        error={errors.dutyPhone}
        optional
      >
        {(control) => (
          <input
            {...control}
            className="input input-short"
            name="dutyPhone"
            type="tel"
            maxLength={24}
            defaultValue={agency.dutyPhone ?? ''}
            data-autofocus
          />
        )}
      </Field>
    </AgencyForm>
  )
}

import { useState } from 'react'
import type { AgencyDetail, AgencyPost } from '../../core/api/places.ts'
import { useEndPost } from '../api/places.ts'
import { Field } from '../kit/field.tsx'
import { formatDate } from '../kit/format.ts'
import { say } from '../kit/toast.tsx'
import { useText } from '../text/use-text.ts'
import { AgencyForm } from './agency-form.tsx'
import { useRefusal } from './agency-refusal.ts'
import { DayInput } from './day-input.tsx'
import { today } from './today.ts'

/** Ends a post on a day. */
export function AgencyPostEndDialog(props: { agency: AgencyDetail; post: AgencyPost; onClose: () => void }) {
  const { agency, post, onClose } = props
  const { t } = useText()
  const end = useEndPost(agency.code, post.id)
  const [wrong, setWrong] = useState<Record<string, string>>({})
  const refusal = useRefusal()(
    end.error,
    { until: t('post.refused.until') },
    { post_ended: t('post.problem.post_ended') },
  )
  const errors = Object.keys(wrong).length > 0 ? wrong : refusal.errors
  const { title, account, validFrom } = post
  function submit(read: (name: string) => string) {
    const until = read('until')
    setWrong(until === '' ? { until: t('post.dayBad') } : {})
    if (until === '') return
    const onSuccess = () => {
      say(t('post.ended', { title }))
      onClose()
    }
    end.mutate(until, { onSuccess })
  }
  return (
    <AgencyForm
      title={t('post.endTitle')}
      submit={t('post.endTitle')}
      pending={end.isPending}
      errors={errors}
      general={refusal.general}
      onSubmit={submit}
      onClose={onClose}
    >
      <p>{t('post.endWho', { name: account.name, title, day: formatDate(validFrom) })}</p>
      <Field label={t('post.until')} id="until" error={errors.until}>
        {(control) => <DayInput control={control} name="until" initial={today()} />}
      </Field>
      <p className="settings-effects">{t('post.endReach')}</p>
    </AgencyForm>
  )
}

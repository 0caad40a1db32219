import { useState } from 'react'
import type { AgencyDetail, AgencyEffects } from '../../core/api/places.ts'
import { useAgencyEffects, useAgencyTree, useChangeAgency } from '../api/places.ts'
import { useSession } from '../api/session.ts'
import { ErrorBox } from '../kit/error-box.tsx'
import { Field } from '../kit/field.tsx'
import { Loading } from '../kit/loading.tsx'
import { Pick } from '../kit/pick.tsx'
import { say } from '../kit/toast.tsx'
import { useText } from '../text/use-text.ts'
import { AgencyForm } from './agency-form.tsx'
import { useRefusal } from './agency-refusal.ts'
import { outsideOf } from './tree-order.ts'

function People({ title, people }: { title: string; people: AgencyEffects['gain'] }) {
  const { t } = useText()
  if (people.length === 0) return null
  return (
    <>
      <p>{title}</p>
      <ul>
        {people.map(({ id, name, agency }) => (
          <li key={id}>{t('agencies.effects.person', { name, agency: agency.name })}</li>
        ))}
      </ul>
    </>
  )
}

function Effects({ effects }: { effects: AgencyEffects }) {
  const { t } = useText()
  const { below, gain, lose } = effects
  return (
    <section className="settings-effects" aria-live="polite">
      <h3>{t('agencies.effects.title')}</h3>
      {below > 0 && <p>{t('agencies.effects.below', { n: below })}</p>}
      <People title={t('agencies.effects.gain')} people={gain} />
      <People title={t('agencies.effects.lose')} people={lose} />
      {gain.length + lose.length === 0 && <p>{t('agencies.effects.nobody')}</p>}
      <p>{t('agencies.effects.rest')}</p>
    </section>
  )
}

/** Puts an agency below another, after saying who sees it then and who no more. */
export function AgencyMoveDialog({ agency, onClose }: { agency: AgencyDetail; onClose: () => void }) {
  const { t } = useText()
  const { covers } = useSession()
  const tree = useAgencyTree(false)
  const move = useChangeAgency(agency.code, 'move')
  const [parent, setParent] = useState<string | null>(null)
  const [wrong, setWrong] = useState<Record<string, string>>({})
  const effects = useAgencyEffects(agency.code, Number(parent), parent !== null)
  const refusal = useRefusal()(
    move.error,
    { parentId: t('agencies.refused.parentId') },
    {
      agency_closed: t('agencies.problem.agency_closed'),
      agency_cycle: t('agencies.problem.agency_cycle'),
      agency_is_root: t('agencies.problem.agency_is_root'),
    },
  )
  const errors = Object.keys(wrong).length > 0 ? wrong : refusal.errors
  function submit() {
    setWrong(parent === null ? { parentId: t('agencies.parentBad') } : {})
    if (parent === null) return
    const onSuccess = () => {
      say(t('agencies.moved'))
      onClose()
    }
    move.mutate({ parentId: Number(parent) }, { onSuccess })
  }
  const options = outsideOf(tree.data?.items ?? [], agency.id).filter(({ id }) => covers(id) && id !== agency.parentId)
  return (
    <AgencyForm
      title={t('agencies.moveTitle')}
      submit={t('agencies.move')}
      pending={move.isPending}
      disabled={parent !== null && !effects.data}
      errors={errors}
      general={refusal.general}
      onSubmit={submit}
      onClose={onClose}
    >
      <p>
        <b>{agency.name}</b>
      </p>
      <Field label={t('agencies.moveTo')} id="parentId" error={errors.parentId}>
        {(control) => (
          <Pick
            control={control}
            options={options.map(({ id, name }) => ({ value: String(id), label: name }))}
            value={parent}
            onChange={setParent}
            placeholder={t('task.agencyPlaceholder')}
            nothing={t('task.agencyNone')}
          />
        )}
      </Field>
      {effects.isLoading && <Loading rows={2} />}
      {effects.error && <ErrorBox error={effects.error} onRetry={() => effects.refetch()} />}
      {effects.data && <Effects effects={effects.data} />}
    </AgencyForm>
  )
}

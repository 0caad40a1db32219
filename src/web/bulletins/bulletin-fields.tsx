import { type Audience, audiences, longestBulletin, type NewBulletin } from '../../core/api/bulletins.ts'
import { type Urgency, urgencies, urgencyNames } from '../../core/bulletin-urgency.ts'
import { useAgencies } from '../api/accounts.ts'
import { Field } from '../kit/field.tsx'
import { formatNumber } from '../kit/format.ts'
import { PickSeveral } from '../kit/pick-several.tsx'
import { useText } from '../text/use-text.ts'

/** Urgency, title, text and audience of a bulletin, with the characters that are left told. */
export function BulletinFields(props: {
  value: NewBulletin
  wrong: Readonly<Record<string, string>>
  onChange: (part: Partial<NewBulletin>) => void
}) {
  const { t, language } = useText()
  const { value, wrong, onChange } = props
  const number = (n: number) => formatNumber(n, language)
  return (
    <>
      <UrgencyField value={value.urgency} onChange={(urgency) => onChange({ urgency })} />
      <Field label={t('bulletin.title')} id="bulletin-title" error={wrong['bulletin-title']}>
        {(control) => (
          <input
            {...control}
            className="input"
            value={value.title}
            data-autofocus
            maxLength={200}
            autoComplete="off"
            onChange={(event) => onChange({ title: event.target.value })}
          />
        )}
      </Field>
      <Field label={t('bulletin.text')} hint={t('bulletin.textHint')} id="bulletin-text" error={wrong['bulletin-text']}>
        {(control) => (
          <textarea
            {...control}
            className="input bulletin-text"
            value={value.text}
            maxLength={longestBulletin}
            onChange={(event) => onChange({ text: event.target.value })}
          />
        )}
      </Field>
      <p className="bulletin-count">
        {t('bulletin.count', { n: number(value.text.length), most: number(longestBulletin) })}
      </p>
      <AudienceField value={value.audience} onChange={(audience) => onChange({ audience })} />
      {value.audience === 'chosen' && <ChosenField {...props} />}
    </>
  )
}

function UrgencyField({ value, onChange }: { value: Urgency; onChange: (urgency: Urgency) => void }) {
  const { t, local } = useText()
  return (
    <fieldset className="checks bulletin-urgency">
      <legend className="field-label">{t('bulletin.urgency')}</legend>
      {urgencies.map((urgency) => (
        <label key={urgency}>
          <input type="radio" name="bulletin-urgency" checked={urgency === value} onChange={() => onChange(urgency)} />
          {local(urgencyNames[urgency])}
        </label>
      ))}
    </fieldset>
  )
}

function AudienceField({ value, onChange }: { value: Audience; onChange: (audience: Audience) => void }) {
  const { t } = useText()
  return (
    <fieldset className="checks bulletin-audience">
      <legend className="field-label">{t('bulletin.to')}</legend>
      {audiences.map((audience) => (
        <label key={audience}>
          <input
            type="radio"
            name="bulletin-audience"
            checked={audience === value}
            onChange={() => onChange(audience)}
          />
          {t(`bulletin.audience.${audience}`)}
        </label>
      ))}
    </fieldset>
  )
}

function ChosenField({ value, wrong, onChange }: Parameters<typeof BulletinFields>[0]) {
  const { t } = useText()
  const agencies = useAgencies()
  return (
    <Field label={t('bulletin.agencies')} id="bulletin-agencies" error={wrong['bulletin-agencies']}>
      {(control) => (
        <PickSeveral
          control={control}
          options={(agencies.data ?? []).map(({ id, name }) => ({ value: String(id), label: name }))}
          value={value.agencyIds.map(String)}
          onChange={(ids) => onChange({ agencyIds: ids.map(Number) })}
          placeholder={t('bulletin.agenciesPlaceholder')}
          nothing={t('bulletin.agenciesNone')}
        />
      )}
    </Field>
  )
}

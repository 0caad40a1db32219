import { lazy, Suspense } from 'react'
import type { RecordDetail } from '../../core/api/records.ts'
import type { Register, Values } from '../api/records.ts'
import { useSession } from '../api/session.ts'
import { Field } from '../kit/field.tsx'
import { Loading } from '../kit/loading.tsx'
import { Pick } from '../kit/pick.tsx'
import { register as enRegister } from '../text/en/register.ts'
import { useText } from '../text/use-text.ts'
import { register as viRegister } from '../text/vi/register.ts'
import { FieldControl } from './field-control.tsx'
import { movesThatNeed } from './moves-that-need.ts'
import { groupsOf, type NamedField } from './register-fields.ts'
import { AreaPick } from './search-pick.tsx'

const ShapeField = lazy(() => import('./drawing/shape-field.tsx').then((m) => ({ default: m.ShapeField })))

const extraLabel = { vi: viRegister.register.form.extra, en: enRegister.register.form.extra }

/** The dialog puts the focus there when it opens. */
const first = { 'data-autofocus': true }

/** The fields of a form in their groups, each with hint and fault; owner first, place last. */
export function FormFields(props: {
  register: Register
  fields: readonly NamedField[]
  values: Values
  faults: Readonly<Record<string, string>>
  /** Names of what given values refer to, by field. */
  names: Readonly<Record<string, string>>
  record: RecordDetail | undefined
  withPlace: boolean
  agency: { value: string; set: (value: string) => void } | undefined
  asId: (key: string) => string
  onSet: (key: string, value: unknown) => void
  /** The field was left: now it may be checked. */
  onLeave: (key: string) => void
}) {
  const { register, values, faults, agency, record } = props
  const { t, local } = useText()
  const { session } = useSession()
  const nameOf = (key: string) => {
    const of = record?.refs.records.find(({ id }) => id === values[key])
    const area = record?.refs.areas.find(({ code }) => code === values[key])
    const asset = record?.refs.assets.find(({ code }) => code === values[key])
    const found = of ? [of.number, of.title].filter(Boolean).join(' · ') : (area?.name ?? asset?.name)
    return props.names[key] ?? found
  }
  const neededFor = (key: string) => {
    const moves = movesThatNeed(register.lifecycle, key, record?.state ?? register.lifecycle.initial)
    return (
      moves.length === 0 || t('register.form.neededFor', { moves: moves.map(({ name }) => local(name)).join(', ') })
    )
  }
  return (
    <>
      {agency && session && session.agencies.length > 1 && (
        <Field
          id={props.asId('agencyId')}
          label={t('register.agency')}
          hint={t('register.form.agencyHint')}
          error={faults.agencyId}
        >
          {(control) => (
            <Pick
              control={control}
              options={session.agencies.map(({ id, name }) => ({ value: String(id), label: name }))}
              value={agency.value}
              onChange={(chosen) => agency.set(chosen ?? '')}
              placeholder={t('register.form.pick')}
              nothing={t('register.form.nothing')}
            />
          )}
        </Field>
      )}
      {groupsOf(props.fields, extraLabel).map(({ label, fields }) => (
        <fieldset key={label?.vi ?? ''} className="form-group">
          {label && <legend>{local(label)}</legend>}
          {fields.map(({ key, field }) => (
            // biome-ignore lint/a11y/noStaticElementInteractions: it listens for focus that leaves the control inside
            <div key={key} onBlur={() => props.onLeave(key)}>
              <Field
                id={props.asId(key)}
                label={local(field.label)}
                hint={record?.masked.includes(key) ? t('register.personal.kept') : field.hint && local(field.hint)}
                error={faults[key]}
                optional={!field.required && neededFor(key)}
              >
                {(control) => (
                  <FieldControl
                    register={register}
                    control={key === props.fields[0]?.key ? { ...control, ...first } : control}
                    field={field}
                    value={values[key]}
                    known={nameOf(key)}
                    onChange={(value) => props.onSet(key, value)}
                  />
                )}
              </Field>
            </div>
          ))}
        </fieldset>
      ))}
      {props.withPlace && (
        <fieldset className="form-group">
          <legend>{t('register.form.place')}</legend>
          <Field id={props.asId('areaCode')} label={t('register.area')} error={faults.areaCode} optional>
            {(control) => (
              <AreaPick
                control={control}
                value={values.areaCode}
                known={record?.area?.name}
                onChange={(value) => props.onSet('areaCode', value)}
              />
            )}
          </Field>
          {register.geometry && <Drawing {...props} kind={register.geometry} />}
        </fieldset>
      )}
    </>
  )
}

/** Where the record is drawn; loaded only for a register whose records have a drawing. */
function Drawing(props: {
  kind: NonNullable<Register['geometry']>
  values: Values
  faults: Readonly<Record<string, string>>
  asId: (key: string) => string
  onSet: (key: string, value: unknown) => void
  onLeave: (key: string) => void
}) {
  const { kind, values, faults } = props
  const { t } = useText()
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it listens for focus that leaves the controls inside
    <div
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) props.onLeave('geometry')
      }}
    >
      <Field
        id={props.asId('geometry')}
        label={t('shape.label')}
        hint={t(`shape.hint.${kind}`)}
        error={faults.geometry}
        optional
      >
        {(control) => (
          <Suspense fallback={<Loading rows={4} />}>
            <ShapeField
              kind={kind}
              control={control}
              value={values.geometry}
              onChange={(value) => props.onSet('geometry', value)}
            />
          </Suspense>
        )}
      </Field>
    </div>
  )
}

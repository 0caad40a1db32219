import { Link } from '@tanstack/react-router'
import type { RecordDetail } from '../../core/api/records.ts'
import type { Field } from '../../core/field.ts'
import { type Register, useLook } from '../api/records.ts'
import { Moment } from '../kit/age.tsx'
import { Button } from '../kit/button.tsx'
import { Icon } from '../kit/icon.tsx'
import { useProblemText } from '../kit/use-problem-text.ts'
import { register as enRegister } from '../text/en/register.ts'
import { useText } from '../text/use-text.ts'
import { register as viRegister } from '../text/vi/register.ts'
import { LongText } from './long-text.tsx'
import { fieldsOf, groupsOf, type NamedField } from './register-fields.ts'
import { useValueText } from './use-value-text.ts'

const extraLabel = { vi: viRegister.register.form.extra, en: enRegister.register.form.extra }

function Value(props: { field: Field; value: unknown; record: RecordDetail; module: string }) {
  const { field, value, record, module } = props
  const valueText = useValueText()
  const text = valueText(field, value, record.refs)
  if (text === null) return <span className="quiet">–</span>
  if (field.kind === 'record' && record.refs.records.some(({ id }) => id === value)) {
    const params = { module, type: field.of }
    return (
      <Link className="link" to="/so/$module/$type" params={params} search={{ id: String(value) }}>
        {text}
      </Link>
    )
  }
  if (field.kind === 'asset' && record.refs.assets.some(({ code }) => code === value)) {
    return (
      <Link className="link" to="/thiet-bi/$code" params={{ code: String(value) }}>
        {text}
      </Link>
    )
  }
  if (field.kind === 'link') {
    return (
      <a className="link" href={text} target="_blank" rel="noreferrer">
        {text}
      </a>
    )
  }
  return field.kind === 'text' && field.multiline ? <LongText key={record.id} text={text} /> : text
}

function Masked({ looking, onLook }: { looking: boolean; onLook: () => void }) {
  const { t } = useText()
  return (
    <span className="fact-masked">
      <Icon name="lock" size={14} />
      {t('register.personal.masked')}
      <Button small onClick={onLook} disabled={looking}>
        {t('register.personal.show')}
      </Button>
    </span>
  )
}

/** All fields of a record in reading order and in their groups. Personal ones are masked until somebody looks, which is logged. */
export function RecordFacts({ register, record }: { register: Register; record: RecordDetail }) {
  const { t, local } = useText()
  const problemText = useProblemText()
  const look = useLook(register, record.id)
  // What was seen belongs to the version it was seen in.
  const seen = look.data?.version === record.version ? look.data : undefined
  const fields = fieldsOf(register).filter(({ key }) => key !== register.titleField)
  const contentOf = (key: string) =>
    key.startsWith('extra.') ? record.extra[key.slice(6)] : (seen?.values[key] ?? record.values[key])
  const hasPersonal = fields.some(({ field }) => field.personal)
  const one = ({ key, field }: NamedField) => {
    const isMasked = record.masked.includes(key) && !seen
    const isLong =
      field.kind === 'record' ||
      field.kind === 'asset' ||
      field.kind === 'agencies' ||
      (field.kind === 'text' && (field.multiline === true || String(contentOf(key) ?? '').length > 60))
    return (
      <div key={key} className={isLong ? 'fact-long' : undefined}>
        <dt>{local(field.label)}</dt>
        <dd>
          {isMasked && register.may.readPersonal ? (
            <Masked looking={look.isPending} onLook={() => look.mutate()} />
          ) : isMasked ? (
            <span className="fact-masked">
              <Icon name="lock" size={14} />
              {t('register.personal.masked')}
            </span>
          ) : (
            <Value field={field} value={contentOf(key)} record={record} module={register.module.id} />
          )}
        </dd>
      </div>
    )
  }
  return (
    <>
      {groupsOf(fields, extraLabel).map((group) => (
        <section key={group.label?.vi ?? ''} className="block">
          {group.label && <h3>{local(group.label)}</h3>}
          <dl className="record-facts">{group.fields.map(one)}</dl>
          {hasPersonal && group.fields.some(({ field }) => field.personal) && (
            <p className="record-personal">
              {seen ? t('register.personal.seen') : t('register.personal.note')}
              {seen && (
                <button type="button" className="link" onClick={() => look.reset()}>
                  {t('register.personal.hide')}
                </button>
              )}
              {look.error && <span role="alert"> {problemText(look.error)}</span>}
            </p>
          )}
        </section>
      ))}
      <section className="block">
        <dl className="record-facts">
          <div>
            <dt>{t('register.agency')}</dt>
            <dd>{record.agency.name}</dd>
          </div>
          {record.area && (
            <div>
              <dt>{t('register.area')}</dt>
              <dd>{record.area.name}</dd>
            </div>
          )}
          <div>
            <dt>{t('register.facts.made')}</dt>
            <dd>{record.createdBy.name}</dd>
          </div>
          <div>
            <dt>{t('register.facts.madeAt')}</dt>
            <dd>
              <Moment at={record.createdAt} />
            </dd>
          </div>
        </dl>
      </section>
    </>
  )
}

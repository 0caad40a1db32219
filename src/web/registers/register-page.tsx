import './registers.css'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import type { Record as RecordRow } from '../../core/api/records.ts'
import { query } from '../api/client.ts'
import { type Register, useRecords, useRegisters } from '../api/records.ts'
import { ImportButton } from '../imports/import-button.tsx'
import { Moment } from '../kit/age.tsx'
import { Button } from '../kit/button.tsx'
import { DeadlineChip } from '../kit/deadline-chip.tsx'
import { EmptyState } from '../kit/empty-state.tsx'
import { ErrorBox } from '../kit/error-box.tsx'
import { Icon } from '../kit/icon.tsx'
import { Loading } from '../kit/loading.tsx'
import { PageHead } from '../kit/panel.tsx'
import { useTitle } from '../shell/use-title.ts'
import { useText } from '../text/use-text.ts'
import { RecordDrawer } from './record-drawer.tsx'
import { useValueText } from './use-value-text.ts'

const RecordDialog = lazy(() => import('./record-dialog.tsx').then((m) => ({ default: m.RecordDialog })))

function Row({ register, record, chosen }: { register: Register; record: RecordRow; chosen: boolean }) {
  const { local } = useText()
  const valueText = useValueText()
  const running = record.deadlines.filter((clock) => clock.stoppedAt === null)
  return (
    <tr aria-current={chosen}>
      <td className="first nowrap">{record.number ?? '–'}</td>
      <td className="wide">
        <Link className="link" to="." search={(now: object) => ({ ...now, id: record.id })}>
          {record.title}
        </Link>
      </td>
      {listedFields(register).map(([key, field]) => (
        <td key={key}>{valueText(field, record.values[key], record.refs) ?? '–'}</td>
      ))}
      <td>{record.agency.name}</td>
      <td className="nowrap">
        {local(register.lifecycle.states[record.state]?.name ?? { vi: record.state, en: record.state })}
      </td>
      <td className="state">
        {running.map((clock) => (
          <DeadlineChip key={clock.rule} state={clock.state} />
        ))}
      </td>
      <td className="num">
        <Moment at={record.updatedAt} />
      </td>
    </tr>
  )
}

const listedFields = (register: Register) =>
  Object.entries(register.fields).filter(([key, field]) => field.listed && key !== register.titleField)

function Filters({ register }: { register: Register }) {
  const { t, local } = useText()
  const { state, text, deadline } = useSearch({ from: '/shell/so/$module/$type' })
  const navigate = useNavigate({ from: '/so/$module/$type' })
  const set = (change: object) => void navigate({ search: (now) => ({ ...now, ...change }), replace: true })
  return (
    <div className="filters register-filters">
      <input
        className="input"
        type="search"
        defaultValue={text ?? ''}
        placeholder={t('register.search')}
        aria-label={t('register.search')}
        onChange={(event) => set({ text: event.target.value || undefined })}
      />
      <select
        className="input"
        value={state ?? ''}
        aria-label={t('register.state')}
        onChange={(event) => set({ state: event.target.value || undefined })}
      >
        <option value="">{t('register.allStates')}</option>
        {Object.entries(register.lifecycle.states).map(([key, each]) => (
          <option key={key} value={key}>
            {local(each.name)}
          </option>
        ))}
      </select>
      {register.deadlines.length > 0 && (
        <select
          className="input"
          value={deadline ?? ''}
          aria-label={t('register.deadline')}
          onChange={(event) => set({ deadline: event.target.value || undefined })}
        >
          <option value="">{t('register.anyDeadline')}</option>
          <option value="due_soon">{t('deadline.due_soon')}</option>
          <option value="overdue">{t('deadline.overdue')}</option>
        </select>
      )}
    </div>
  )
}

/** One register: a list with its filters in the address, and the chosen record in a drawer beside it. */
export function RegisterPage() {
  const { t, local } = useText()
  const { module, type } = useParams({ from: '/shell/so/$module/$type' })
  const { id, ...filter } = useSearch({ from: '/shell/so/$module/$type' })
  const navigate = useNavigate({ from: '/so/$module/$type' })
  const registers = useRegisters()
  const register = registers.data?.find((each) => each.key === `${module}.${type}`)
  const { list, items } = useRecords(register, filter)
  const [creating, setCreating] = useState(false)
  useTitle(register ? local(register.plural) : t('register.title'))
  if (registers.error && !registers.data) {
    return <ErrorBox error={registers.error} onRetry={() => void registers.refetch()} />
  }
  if (registers.data && !register)
    return <EmptyState icon="minus" title={t('state.notFound')} hint={t('state.notFoundHint')} />
  if (!register) return <Loading rows={8} />
  const exports = (format: 'csv' | 'xlsx') =>
    `${register.address}/export.${format}${query({ ...filter, lang: t('register.exportLanguage') })}`
  const choose = (chosen: string | undefined) =>
    void navigate({ search: { ...filter, ...(chosen ? { id: chosen } : {}) } })
  return (
    <div className="page">
      <PageHead
        crumb={<span>{local(register.module.name)}</span>}
        title={local(register.plural)}
        actions={
          <>
            <a className="btn btn-plain" href={exports('xlsx')} download>
              <Icon name="download" size={16} />
              XLSX
            </a>
            <a className="btn btn-plain" href={exports('csv')} download>
              <Icon name="download" size={16} />
              CSV
            </a>
            {register.may.create && <ImportButton target={`record.${register.key}`} />}
            {register.may.create && (
              <Button look="primary" onClick={() => setCreating(true)}>
                <Icon name="plus" size={16} />
                {t('register.create')}
              </Button>
            )}
          </>
        }
      />
      <Filters register={register} />
      <div className={`register${id ? ' register-split' : ''}`}>
        <div className="table-wrap">
          {list.isPending && <Loading rows={8} />}
          {list.error && !items && <ErrorBox error={list.error} onRetry={() => void list.refetch()} />}
          {items?.length === 0 && (
            <EmptyState
              icon="doc"
              title={Object.values(filter).some(Boolean) ? t('register.noneFound') : t('register.empty')}
              hint={Object.values(filter).some(Boolean) ? t('register.noneFoundHint') : t('register.emptyHint')}
            />
          )}
          {items && items.length > 0 && (
            <table className="table">
              <thead>
                <tr>
                  <th scope="col">{t('register.number')}</th>
                  <th scope="col">{local(register.fields[register.titleField]?.label ?? register.name)}</th>
                  {listedFields(register).map(([key, field]) => (
                    <th key={key} scope="col">
                      {local(field.label)}
                    </th>
                  ))}
                  <th scope="col">{t('register.agency')}</th>
                  <th scope="col">{t('register.state')}</th>
                  <th scope="col">{t('register.deadline')}</th>
                  <th scope="col" className="num">
                    {t('register.updated')}
                  </th>
                </tr>
              </thead>
              <tbody>
                {items.map((record) => (
                  <Row key={record.id} register={register} record={record} chosen={record.id === id} />
                ))}
              </tbody>
            </table>
          )}
          {list.hasNextPage && (
            <div className="foot">
              <Button onClick={() => void list.fetchNextPage()}>{t('common.more')}</Button>
            </div>
          )}
        </div>
        {id && <RecordDrawer key={id} register={register} id={id} onClose={() => choose(undefined)} />}
      </div>
      {creating && (
        <Suspense>
          <RecordDialog
            register={register}
            onClose={() => setCreating(false)}
            onSaved={(made) => {
              setCreating(false)
              choose(made)
            }}
          />
        </Suspense>
      )}
    </div>
  )
}

import type { ReactNode } from 'react'
import { query } from '../api/client.ts'
import { type Register, type RegisterFilter, useRecordCounts } from '../api/records.ts'
import { Button } from '../kit/button.tsx'
import { bothFormats, ExportLinks } from '../kit/export-links.tsx'
import { formatNumber } from '../kit/format.ts'
import { Icon } from '../kit/icon.tsx'
import { Segments } from '../kit/segments.tsx'
import { useText } from '../text/use-text.ts'

export type View = 'table' | 'board' | 'calendar' | 'map'

/** At the right of a register's head: how it is seen, export of exactly what is filtered, `children` of others, a new record. */
export function RegisterActions(props: {
  register: Register
  filter: RegisterFilter
  view: View
  onView: (view: View) => void
  onNew: () => void
  children?: ReactNode
}) {
  const { register, filter } = props
  const { t, language } = useText()
  const { data: counts } = useRecordCounts(register, filter)
  const hint = counts && t('register.exportHint', { n: formatNumber(counts.total, language) })
  const address = (format: 'csv' | 'xlsx') =>
    `${register.address}/export.${format}${query({ ...filter, lang: t('register.exportLanguage') })}`
  return (
    <div className="register-actions">
      <Segments
        label={t('register.view.label')}
        value={props.view}
        options={[
          ['table', t('register.view.table')],
          ['board', t('register.view.board')],
          ...(register.dates.length > 0 ? [['calendar', t('register.view.calendar')] as const] : []),
          ...(register.geometry ? [['map', t('shape.view')] as const] : []),
        ]}
        onChange={props.onView}
      />
      <ExportLinks formats={bothFormats} addressOf={address} hint={hint} />
      {props.children}
      {register.may.create && (
        <Button look="primary" onClick={props.onNew} aria-keyshortcuts="n">
          <Icon name="plus" size={16} />
          {t('register.create')}
        </Button>
      )}
    </div>
  )
}

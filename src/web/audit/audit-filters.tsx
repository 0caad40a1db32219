import { useNavigate, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useAuditChoices } from '../api/audit.ts'
import { useRegisters } from '../api/records.ts'
import { Button } from '../kit/button.tsx'
import { ChoiceField } from '../kit/choice-field.tsx'
import { DayFilter } from '../kit/day-filter.tsx'
import { auditSearch } from '../search.ts'
import { useText } from '../text/use-text.ts'
import { actionWords, kindWords } from './audit-words.ts'

/** Narrows the audit by person, action, kind and days; what is chosen stands in the address. */
export function AuditFilters(): ReactNode {
  const { t, local, language } = useText()
  const search = useSearch({ from: '/shell/cai-dat/nhat-ky' })
  const navigate = useNavigate({ from: '/cai-dat/nhat-ky' })
  const { data: choices } = useAuditChoices()
  const { data: registers = [] } = useRegisters()
  const isNarrowed = Object.values(search).some((value) => value !== undefined)
  const set = (change: { [K in keyof typeof search]?: (typeof search)[K] | undefined }) => {
    const chosen = Object.entries({ ...search, ...change }).filter(([, value]) => value !== undefined)
    // Read again as an address is read, so that only what may stand there does.
    void navigate({ search: auditSearch(Object.fromEntries(chosen)), replace: true })
  }
  const named = (keys: readonly string[] | undefined, words: (key: string) => string) =>
    (keys ?? [])
      .map((key) => [key, words(key)] as const)
      .sort(([, one], [, other]) => one.localeCompare(other, language))
  const kind = search.kind ?? null
  return (
    <fieldset className="audit-filters">
      <legend className="visually-hidden">{t('audit.filter.label')}</legend>
      <ChoiceField
        label={t('audit.filter.who')}
        value={String(search.actor ?? '')}
        all={t('audit.filter.anyone')}
        options={(choices?.actors ?? []).map(({ id, name }) => [String(id), name])}
        onChange={(actor) => set({ actor: actor === undefined ? undefined : Number(actor) })}
      />
      <ChoiceField
        label={t('audit.filter.kind')}
        value={search.kind ?? ''}
        all={t('audit.filter.anyKind')}
        options={named(choices?.kinds, (key) => local(kindWords(key, registers)))}
        onChange={(value) => set({ kind: value })}
      />
      <ChoiceField
        label={t('audit.filter.action')}
        value={search.action ?? ''}
        all={t('audit.filter.anyAction')}
        options={named(choices?.actions, (key) => local(actionWords(key, kind, registers)))}
        onChange={(value) => set({ action: value })}
      />
      {(['from', 'to'] as const).map((end) => (
        <DayFilter
          key={end}
          label={t(`audit.filter.${end}`)}
          value={search[end]}
          onChange={(day) => set({ [end]: day })}
        />
      ))}
      {isNarrowed && <Button onClick={() => void navigate({ search: {} })}>{t('register.clear')}</Button>}
    </fieldset>
  )
}

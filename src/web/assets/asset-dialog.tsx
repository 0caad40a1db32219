import './asset-page.css'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { Asset } from '../../core/api/assets.ts'
import type { FormFields } from '../../core/form-field.ts'
import { type AssetKind, useAssetActions } from '../api/assets.ts'
import { ApiProblem } from '../api/client.ts'
import { useSession } from '../api/session.ts'
import { Button } from '../kit/button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { DrawnFields } from '../kit/drawn-field.tsx'
import { ErrorSummary, Field } from '../kit/field.tsx'
import { draftOf, readDraft } from '../kit/form-values.ts'
import { Pick } from '../kit/pick.tsx'
import { say } from '../kit/toast.tsx'
import { useProblemText } from '../kit/use-problem-text.ts'
import { useText } from '../text/use-text.ts'
import { lowerFirst } from './lower-first.ts'
import { readPosition, writePosition } from './position.ts'
import { PositionField } from './position-field.tsx'
import { useFormFaults } from './use-form-faults.ts'

const codePattern = /^[a-z0-9][a-z0-9-]{0,62}$/

type Faults = Record<string, string>

/** What the server refused, in words beside the field it names. */
function useRefusal(error: Error | null, fields: FormFields) {
  const { t } = useText()
  const problemText = useProblemText()
  const { ofServer } = useFormFaults('attributes.', fields)
  if (!(error instanceof ApiProblem)) return { faults: {} as Faults, general: error ? problemText(error) : undefined }
  if (error.code === 'code_in_use') return { faults: { 'own-code': t('asset.form.codeInUse') } as Faults }
  if (error.code === 'edited_meanwhile') {
    const by = error.errors[0]?.message.replace(/ at .*$/, '') ?? ''
    return { faults: {} as Faults, general: t('asset.form.conflict', { by }), isConflict: true }
  }
  const faults: Faults = {
    ...ofServer(error),
    ...(error.errors.some(({ path }) => path === 'agencyId') ? { 'own-agency': t('asset.form.agencyBad') } : {}),
  }
  if (Object.keys(faults).length > 0) return { faults }
  return { faults, general: `${t('error.saveTitle')} ${problemText(error)}` }
}

/** Registers an asset, or edits one; its form is drawn from what its type declares. Two people editing at once are told. */
export function AssetDialog(props: {
  kind: AssetKind
  asset?: Asset
  onClose: () => void
  onSaved: (asset: Asset) => void
}) {
  const { kind } = props
  // As it was when the form was opened: the page behind follows the field, and an edit must name the version its writer saw.
  const [asset] = useState(props.asset)
  const { t, local } = useText()
  const { session } = useSession()
  const client = useQueryClient()
  const { create, edit } = useAssetActions()
  const { ofPage } = useFormFaults('attributes.', kind.fields)
  const [name, setName] = useState(asset?.name ?? '')
  const [code, setCode] = useState('')
  const [agency, setAgency] = useState<string | null>(session ? String(session.agency.id) : null)
  const [position, setPosition] = useState(writePosition(asset?.position ?? null))
  const [draft, setDraft] = useState(draftOf(kind.fields, asset?.attributes ?? {}))
  const [wrong, setWrong] = useState<Faults>({})
  const refusal = useRefusal(create.error ?? edit.error, kind.fields)
  const faults = Object.keys(wrong).length > 0 ? wrong : refusal.faults

  function submit(event: FormEvent) {
    event.preventDefault()
    const at = readPosition(position)
    const read = readDraft(kind.fields, draft)
    const found: Faults = {
      ...(name.trim() === '' ? { 'own-name': t('asset.form.nameBad') } : {}),
      ...(asset || codePattern.test(code) ? {} : { 'own-code': t('asset.form.codeBad') }),
      ...(asset || agency !== null ? {} : { 'own-agency': t('asset.form.agencyBad') }),
      ...(at === undefined ? { 'own-position': t('asset.form.positionBad') } : {}),
      ...ofPage(read.faults),
    }
    setWrong(found)
    if (Object.keys(found).length > 0) return
    // Checked above; its arrays are readonly in the pure part alone.
    const place = at ? ([at[0], at[1]] as [number, number]) : null
    const attributes = read.values as Asset['attributes']
    const saved = (text: string) => ({
      onSuccess: (made: Asset) => {
        say(text)
        props.onSaved(made)
      },
    })
    if (asset) {
      // A place that nobody touched stays to the last figure.
      const moved = position === writePosition(asset.position) ? {} : { position: place }
      const body = { code: asset.code, version: asset.version, name: name.trim(), ...moved, attributes }
      edit.mutate(body, saved(t('asset.form.saved', { name: name.trim() })))
    } else {
      const body = { code, type: kind.type, name: name.trim(), agencyId: Number(agency), position: place, attributes }
      create.mutate(body, saved(t('asset.form.created', { name: name.trim() })))
    }
  }

  const type = lowerFirst(local(kind.name))
  const title = asset ? t('asset.form.edit', { name: asset.name }) : t('asset.form.create', { name: type })
  return (
    <Dialog title={title} onClose={props.onClose}>
      <form className="form" onSubmit={submit} noValidate autoComplete="off">
        <ErrorSummary
          errors={Object.fromEntries(Object.entries(faults).map(([key, text]) => [`field-${key}`, text]))}
          general={refusal.general}
        />
        {refusal.isConflict && (
          <Button
            onClick={() => {
              void client.invalidateQueries({ queryKey: ['asset', asset?.code] })
              props.onClose()
            }}
          >
            {t('asset.form.reload')}
          </Button>
        )}
        <Field
          id="field-own-name"
          label={t('asset.form.name')}
          hint={t('asset.form.nameHint')}
          error={faults['own-name']}
        >
          {(control) => (
            <input
              {...control}
              className="input"
              value={name}
              maxLength={200}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        {!asset && (
          <Field
            id="field-own-code"
            label={t('asset.form.code')}
            hint={t('asset.form.codeHint')}
            error={faults['own-code']}
          >
            {(control) => (
              <input
                {...control}
                className="input"
                value={code}
                maxLength={63}
                autoCapitalize="none"
                spellCheck={false}
                onChange={(event) => setCode(event.target.value.trim())}
              />
            )}
          </Field>
        )}
        {!asset && session && session.agencies.length > 1 && (
          <Field id="field-own-agency" label={t('asset.form.agency')} error={faults['own-agency']}>
            {(control) => (
              <Pick
                control={control}
                options={session.agencies.map((each) => ({ value: String(each.id), label: each.name }))}
                value={agency}
                onChange={setAgency}
                nothing={t('task.agencyNone')}
              />
            )}
          </Field>
        )}
        <DrawnFields
          fields={kind.fields}
          values={draft}
          faults={faults}
          onChange={(key, value) => setDraft((now) => ({ ...now, [key]: value }))}
        />
        <PositionField text={position} error={faults['own-position']} onChange={setPosition} />
        <div className="form-actions">
          <Button onClick={props.onClose}>{t('common.cancel')}</Button>
          <Button type="submit" look="primary" disabled={create.isPending || edit.isPending}>
            {t('asset.form.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

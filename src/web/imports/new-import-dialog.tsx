import { type FormEvent, useState } from 'react'
import type { ImportTargetInfo } from '../../core/api/imports.ts'
import { fileProblemText, useUploadImport } from '../api/imports.ts'
import { useSession } from '../api/session.ts'
import { Button } from '../kit/button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { ErrorSummary, Field } from '../kit/field.tsx'
import { Pick } from '../kit/pick.tsx'
import { useProblemText } from '../kit/use-problem-text.ts'
import { useText } from '../text/use-text.ts'

/** Chooses what to import into, for which agency, and the file; uploading it imports nothing yet. */
export function NewImportDialog(props: {
  targets: readonly ImportTargetInfo[]
  /** The target to begin with, where it is one; `asset` offers the kinds of asset alone. */
  target: string
  onClose: () => void
  onMade: (id: string) => void
}) {
  const { t, local, language } = useText()
  const { session } = useSession()
  const problemText = useProblemText()
  const ofAssets = props.targets.filter(({ kind }) => kind === 'asset')
  const targets = props.target === 'asset' && ofAssets.length > 0 ? ofAssets : props.targets
  // A kind that nobody chose would take in gauges as loudspeakers: only where there is but one it is chosen.
  const only = targets.length === 1 ? targets[0] : undefined
  const [target, setTarget] = useState((only ?? targets.find(({ key }) => key === props.target))?.key ?? null)
  const [agency, setAgency] = useState<string | null>(String(session?.agency.id ?? ''))
  const [file, setFile] = useState<File | null>(null)
  const [share, setShare] = useState(0)
  const [errors, setErrors] = useState<Record<string, string>>({})
  const upload = useUploadImport(setShare)
  const nameOf = ({ kind, module, name, plural }: ImportTargetInfo) =>
    kind === 'asset' ? t('import.asset', { name: local(name) }) : `${local(module)}: ${local(plural)}`

  function submit(event: FormEvent) {
    event.preventDefault()
    const found: Record<string, string> = {}
    if (!target) found['import-target'] = t('import.chooseTarget')
    if (!file) found['import-file'] = t('import.chooseFile')
    setErrors(found)
    if (!target || !file || !agency) return
    upload.mutate({ target, agency, file }, { onSuccess: ({ id }) => props.onMade(id) })
  }

  const failure = upload.error ? (fileProblemText(upload.error, language) ?? problemText(upload.error)) : undefined
  return (
    <Dialog title={t('import.newFile')} onClose={props.onClose}>
      <form className="form" onSubmit={submit} noValidate>
        <ErrorSummary errors={errors} general={failure} />
        <Field id="import-target" label={t('import.target')} error={errors['import-target']}>
          {(control) => (
            <Pick
              control={control}
              options={targets.map((each) => ({ value: each.key, label: nameOf(each) }))}
              value={target}
              onChange={setTarget}
              nothing={t('import.targetNone')}
            />
          )}
        </Field>
        {session && session.agencies.length > 1 && (
          <Field label={t('import.agency')} hint={t('import.agencyHint')}>
            {(control) => (
              <Pick
                control={control}
                options={session.agencies.map(({ id, name }) => ({ value: String(id), label: name }))}
                value={agency}
                onChange={setAgency}
                nothing={t('task.agencyNone')}
              />
            )}
          </Field>
        )}
        <Field id="import-file" label={t('import.file')} hint={t('import.fileHint')} error={errors['import-file']}>
          {(control) => (
            <div className="import-file">
              <input
                {...control}
                className="visually-hidden"
                type="file"
                accept=".csv,.txt,.tsv,.xlsx,.geojson,.json"
                onChange={(event) => setFile(event.target.files?.[0] ?? null)}
              />
              <label htmlFor={control.id} className="btn btn-plain">
                {t('import.chooseFile')}
              </label>
              <span>{file?.name ?? t('import.noFile')}</span>
            </div>
          )}
        </Field>
        {target && (
          <p className="import-template">
            {t('import.template')}:{' '}
            {(['xlsx', 'csv'] as const).map((format) => (
              <a
                key={format}
                className="link"
                href={`/api/import-targets/${target}/template.${format}?lang=${language}`}
                download
              >
                {format.toUpperCase()}
              </a>
            ))}
          </p>
        )}
        {upload.isPending && (
          <p role="status">
            {t('import.uploading')}
            <progress max={1} value={share} aria-label={t('import.uploading')} />
          </p>
        )}
        <div className="form-actions">
          <Button onClick={props.onClose}>{t('common.cancel')}</Button>
          <Button type="submit" look="primary" disabled={upload.isPending}>
            {t('import.upload')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

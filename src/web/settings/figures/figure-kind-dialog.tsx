import type { FigureKind } from '../../../core/api/incident-picture.ts'
import { useFigureKindActions } from '../../api/incidents.ts'
import { KeyedDialog, TextField } from '../../kit/keyed-dialog.tsx'
import { say } from '../../kit/toast.tsx'
import { useText } from '../../text/use-text.ts'
import { useRefusal } from '../agency-refusal.ts'

/** Adds a kind of figure, or changes the words of one. Its code and whether it has a whole stay as they were made. */
export function FigureKindDialog({ kind, onClose }: { kind: FigureKind | undefined; onClose: () => void }) {
  const { t } = useText()
  const { add, change } = useFigureKindActions()
  const refusal = useRefusal()(add.error ?? change.error, { key: t('figureKind.keyTaken') })
  const onSuccess = () => {
    say(t(kind ? 'figureKind.changed' : 'figureKind.added'))
    onClose()
  }
  return (
    <KeyedDialog
      words={{
        title: t(kind ? 'figureKind.edit' : 'figureKind.add'),
        nameVi: t('figureKind.nameVi'),
        nameEn: t('figureKind.nameEn'),
        nameBad: t('figureKind.nameBad'),
        key: t('figureKind.key'),
        keyHint: t('figureKind.keyHint'),
        keyBad: t('figureKind.keyBad'),
        submit: t(kind ? 'figureKind.save' : 'figureKind.add'),
      }}
      before={kind}
      isKey={(key) => /^[a-z][a-z0-9_]{1,39}$/.test(key)}
      refusal={refusal}
      isPending={add.isPending || change.isPending}
      onSubmit={({ key, name }, read) => {
        const unit = { vi: read('unitVi'), en: read('unitEn') }
        if (kind) change.mutate({ key, name, unit, retired: kind.retiredAt !== null }, { onSuccess })
        else add.mutate({ key, name, unit, hasWhole: read('hasWhole') === 'on' }, { onSuccess })
      }}
      onClose={onClose}
    >
      <TextField
        id="unitVi"
        label={t('figureKind.unitVi')}
        initial={kind?.unit.vi}
        hint={t('figureKind.unitHint')}
        optional
      />
      <TextField id="unitEn" label={t('figureKind.unitEn')} initial={kind?.unit.en} optional />
      {!kind && (
        <label className="figure-kind-whole">
          <input type="checkbox" name="hasWhole" />
          {t('figureKind.hasWhole')}
        </label>
      )}
    </KeyedDialog>
  )
}

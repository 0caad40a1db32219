import type { ImportDetail } from '../../core/api/imports.ts'
import { Icon } from '../kit/icon.tsx'
import { useText } from '../text/use-text.ts'
import { imports } from '../text/vi/import.ts'

const isReason = (reason: string): reason is keyof typeof imports.import.reason => reason in imports.import.reason

/** What the last work on an import has to say: why it ended without doing what was asked. */
export function ImportNoteBox({ item }: { item: ImportDetail }) {
  const { t } = useText()
  const { note, state } = item
  const text =
    state === 'interrupted'
      ? t('import.interrupted')
      : note === null
        ? null
        : note.code === 'differs'
          ? t('import.differs', {
              n: note.count,
              lines: note.lines.slice(0, 20).join(', ') + (note.count > 20 ? ', …' : ''),
            })
          : note.code === 'undo_refused'
            ? t('import.undoRefused', { n: note.count })
            : note.detail === null
              ? t('import.failedUnknown')
              : t('import.failed', { detail: `${note.detail}.` })
  if (text === null) return null
  return (
    <div className="import-note" role="alert">
      <p>
        <Icon name="warn" size={16} />
        {text}
      </p>
      {note && note.against.length > 0 && (
        <ul>
          {note.against.map(({ name, reason, page }) => (
            <li key={page}>
              <a className="link" href={page}>
                {name}
              </a>{' '}
              {t(`import.reason.${isReason(reason) ? reason : 'other'}`)}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

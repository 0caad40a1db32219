import './files.css'
import { lazy, Suspense, useState } from 'react'
import type { Evidence } from '../../core/api/work.ts'
import { useText } from '../text/use-text.ts'
import { Moment } from './age.tsx'
import { formatSize } from './format.ts'
import { Icon } from './icon.tsx'

const FileView = lazy(() => import('./file-view.tsx').then((m) => ({ default: m.FileView })))

const hashShown = 12
/** What every browser draws as a picture; anything else is only saved. */
const drawn = /^image\/(jpeg|png|webp|gif|avif)$/

/** A file as lists show it: who added it and when, size, and the hash by which it is known. `of` says what it belongs to. */
export type ListedFile = Omit<Evidence, 'mediaType'> & {
  readonly address: string
  readonly mediaType?: string
  readonly of?: string
}

function Row({ file, onView }: { file: ListedFile; onView: () => void }) {
  const { t, language } = useText()
  return (
    <li>
      <Icon name={drawn.test(file.mediaType ?? '') ? 'camera' : 'clip'} size={16} />
      <a className="link" href={file.address} download={file.name} aria-label={t('file.download', { name: file.name })}>
        {file.name}
      </a>
      <span className="file-size">{formatSize(file.sizeBytes, language)}</span>
      <small>
        {file.of && <span className="file-of">{file.of}</span>}
        {file.addedBy.name}, <Moment at={file.addedAt} />
        <code title={file.sha256}>{t('file.sha', { short: file.sha256.slice(0, hashShown) })}</code>
      </small>
      {drawn.test(file.mediaType ?? '') && (
        <button type="button" className="link file-see" onClick={onView} aria-label={t('file.seeNamed', file)}>
          {t('file.see')}
        </button>
      )}
    </li>
  )
}

/** Files to be saved; pictures are seen in place. */
export function FileList({ files }: { files: readonly ListedFile[] }) {
  const [seen, setSeen] = useState<ListedFile>()
  return (
    <>
      <ul className="files">
        {files.map((file) => (
          <Row key={file.id} file={file} onView={() => setSeen(file)} />
        ))}
      </ul>
      {seen && (
        <Suspense>
          <FileView file={seen} onClose={() => setSeen(undefined)} />
        </Suspense>
      )}
    </>
  )
}

import { useState } from 'react'
import { useText } from '../text/use-text.ts'
import { Moment } from './age.tsx'
import { Dialog } from './dialog.tsx'
import type { ListedFile } from './file-list.tsx'
import { Icon } from './icon.tsx'

/** A picture over the page, with who added it and when. */
export function FileView({ file, onClose }: { file: ListedFile; onClose: () => void }) {
  const { t } = useText()
  const [state, setState] = useState<'coming' | 'there' | 'broken'>('coming')
  return (
    <Dialog title={file.name} onClose={onClose} wide>
      <div className="file-view">
        {state === 'broken' ? (
          <p className="field-error" role="alert">
            <Icon name="warn" size={14} />
            {t('file.broken')}
          </p>
        ) : (
          <img
            src={file.address}
            alt={file.name}
            data-state={state}
            onLoad={() => setState('there')}
            onError={() => setState('broken')}
          />
        )}
        {state === 'coming' && <p role="status">{t('common.loading')}</p>}
        <p className="quiet">
          {file.addedBy.name}, <Moment at={file.addedAt} />
        </p>
        <a className="btn btn-plain" href={file.address} download={file.name}>
          <Icon name="download" size={16} />
          {t('file.save')}
        </a>
      </div>
    </Dialog>
  )
}

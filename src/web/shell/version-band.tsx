import { Button } from '../kit/button.tsx'
import { Icon } from '../kit/icon.tsx'
import { useText } from '../text/use-text.ts'
import { useNewVersion } from './new-version.ts'

const lookMs = 300_000

/** Says that the centre was updated while the page was open; whoever works here chooses when to load it anew. */
export function VersionBand() {
  const { t } = useText()
  const isNew = useNewVersion(lookMs)
  return (
    <div role="status" aria-live="polite">
      {isNew && (
        <p className="live-band version-band">
          <Icon name="replay" size={16} />
          <span>{t('app.updated')}</span>
          <Button small onClick={() => window.location.reload()}>
            {t('error.reload')}
          </Button>
        </p>
      )}
    </div>
  )
}

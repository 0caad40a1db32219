import { useState } from 'react'
import { type Command, useOffered } from '../kit/commands.ts'
import { Dialog } from '../kit/dialog.tsx'
import { setSingleKeys, singleKeysOn } from '../kit/keys.ts'
import { useText } from '../text/use-text.ts'
import { Keys } from './row-content.tsx'

const groups = ['here', 'go', 'always'] as const

/** The keys that work where one stands, as what answers them names them; and whether single letters do. */
export function KeyHelp({ onClose }: { onClose: () => void }) {
  const { t } = useText()
  const offered = useOffered().filter(({ keys }) => keys !== undefined)
  const [single, setSingle] = useState(singleKeysOn)
  const of = (group: Command['group']) => [
    ...new Map(offered.filter((each) => each.group === group).map((each) => [each.keys, each])).values(),
  ]
  return (
    <Dialog title={t('keys.title')} onClose={onClose}>
      <div className="key-help">
        {groups.map((group) => (
          <section key={group} aria-label={t(`keys.${group}`)}>
            <h3>{t(`keys.${group}`)}</h3>
            {of(group).length === 0 && <p className="quiet">{t('keys.none')}</p>}
            <dl>
              {of(group).map(({ id, text, keys }) => (
                <div key={id}>
                  <dt>{text}</dt>
                  <dd>
                    <Keys keys={keys ?? ''} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
        <label className="key-switch">
          <input
            type="checkbox"
            checked={single}
            onChange={({ target }) => {
              setSingleKeys(target.checked)
              setSingle(target.checked)
            }}
          />
          <span>
            {t('keys.single')}
            <small>{t('keys.singleHint')}</small>
          </span>
        </label>
      </div>
    </Dialog>
  )
}

import './bulletin-setting.css'
import { useState } from 'react'
import type { BulletinSetting } from '../../../core/api/bulletins.ts'
import { useSetBulletinSetting } from '../../api/bulletins.ts'
import { Button } from '../../kit/button.tsx'
import { ErrorSummary } from '../../kit/field.tsx'
import { Icon } from '../../kit/icon.tsx'
import { say } from '../../kit/toast.tsx'
import { useProblemText } from '../../kit/use-problem-text.ts'
import { useText } from '../../text/use-text.ts'

/** The one choice; saving it, even as it stands, makes it the province's own. */
export function BulletinSettingForm({ setting }: { setting: BulletinSetting }) {
  const { t } = useText()
  const problemText = useProblemText()
  const set = useSetBulletinSetting()
  const [secondPerson, choose] = useState(setting.secondPerson)
  const save = () => set.mutate(secondPerson, { onSuccess: () => say(t('bulletin.setting.saved')) })
  return (
    <form
      className="form bulletin-setting"
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      <ErrorSummary errors={{}} general={set.error ? problemText(set.error) : undefined} />
      {!setting.confirmed && (
        <p className="note-box">
          <Icon name="note" size={16} />
          {t('bulletin.setting.unconfirmed')}
        </p>
      )}
      <fieldset className="checks">
        <legend className="field-label">{t('bulletin.setting.who')}</legend>
        {([true, false] as const).map((each) => (
          <label key={String(each)}>
            <input type="radio" name="second" checked={secondPerson === each} onChange={() => choose(each)} />
            <span>
              {t(each ? 'bulletin.setting.second' : 'bulletin.setting.alone')}
              <span className="field-hint">
                {' '}
                {t(each ? 'bulletin.setting.secondHint' : 'bulletin.setting.aloneHint')}
              </span>
            </span>
          </label>
        ))}
      </fieldset>
      <div className="form-actions">
        <Button type="submit" look="primary" disabled={set.isPending}>
          {t('bulletin.setting.save')}
        </Button>
      </div>
    </form>
  )
}

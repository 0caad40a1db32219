import { useBulletinSetting } from '../../api/bulletins.ts'
import { ErrorBox } from '../../kit/error-box.tsx'
import { Loading } from '../../kit/loading.tsx'
import { PageBody, PageHead } from '../../kit/panel.tsx'
import { useTitle } from '../../shell/use-title.ts'
import { useText } from '../../text/use-text.ts'
import { SettingsNav } from '../settings-nav.tsx'
import { BulletinSettingForm } from './bulletin-setting-form.tsx'

/** Settings: whether a second person approves bulletins. */
export function BulletinsPage() {
  const { t } = useText()
  useTitle(t('bulletin.setting.title'))
  const { data, error, isPending, refetch } = useBulletinSetting()
  return (
    <div className="page">
      <PageHead crumb={t('settings.title')} title={t('bulletin.setting.title')} />
      <SettingsNav />
      <PageBody>
        {isPending && <Loading rows={3} />}
        {error && !data && <ErrorBox error={error} onRetry={() => void refetch()} />}
        {data && (
          <>
            <p className="prose">{t('bulletin.setting.lead')}</p>
            <BulletinSettingForm key={String(data.secondPerson)} setting={data} />
          </>
        )}
      </PageBody>
    </div>
  )
}

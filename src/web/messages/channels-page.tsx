import './messages.css'
import { useChannels } from '../api/messages.ts'
import { EmptyState } from '../kit/empty-state.tsx'
import { ErrorBox } from '../kit/error-box.tsx'
import { Loading } from '../kit/loading.tsx'
import { PageBody, PageHead } from '../kit/panel.tsx'
import { SettingsNav } from '../settings/settings-nav.tsx'
import { useTitle } from '../shell/use-title.ts'
import { useText } from '../text/use-text.ts'
import { ChannelCard } from './channel-card.tsx'
import { ReactionsPart } from './reactions-part.tsx'

/** How the centre reaches agencies, at which addresses, and what it tells them by itself. */
export function ChannelsPage() {
  const { t } = useText()
  useTitle(t('channel.title'))
  const { data: channels, error, isPending, refetch } = useChannels()
  return (
    <div className="page">
      <PageHead title={t('channel.title')} crumb={<span>{t('channel.lead')}</span>} />
      <SettingsNav />
      <PageBody>
        <div className="channels">
          {isPending && <Loading rows={4} />}
          {error && !channels && <ErrorBox error={error} onRetry={() => void refetch()} />}
          {channels?.length === 0 && <EmptyState icon="bell" title={t('channel.none')} hint={t('channel.noneHint')} />}
          {channels?.map((channel) => (
            <ChannelCard key={`${channel.module}/${channel.key}`} channel={channel} />
          ))}
          <ReactionsPart />
        </div>
      </PageBody>
    </div>
  )
}

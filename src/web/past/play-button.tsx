import { Button } from '../kit/button.tsx'
import { Icon } from '../kit/icon.tsx'
import { useText } from '../text/use-text.ts'
import type { Reach } from './past-time.ts'
import { usePlay } from './use-play.ts'

/** Starts and holds the play of the past from the moment that is looked at. */
export function PlayButton(props: { at: number | null; reach: Reach; onLook: (ms: number | null) => void }) {
  const { t } = useText()
  const { isPlaying, toggle } = usePlay(props)
  const name = t(isPlaying ? 'past.pause' : 'past.play')
  return (
    <Button look="quiet" className="time-play" aria-label={name} title={name} onClick={toggle}>
      <Icon name={isPlaying ? 'pause' : 'play'} />
    </Button>
  )
}

import { useId, useState } from 'react'
import { Icon } from '../kit/icon.tsx'
import { say } from '../kit/toast.tsx'
import { useText } from '../text/use-text.ts'
import { LayerMenu } from './layer-menu.tsx'
import type { Shown } from './situation-map.tsx'
import { useLeaving } from './use-leaving.ts'

/**
 * Over the map at the left: what is shown, and the view as a link. `link` gives the address of what is shown now. `isPast`: another moment
 * is shown, whose devices are not told apart by module.
 */
export function MapBar(props: { shown: Shown; onShown: (change: Shown) => void; link: () => string; isPast: boolean }) {
  const { t } = useText()
  const id = useId()
  const [isOpen, setOpen] = useState(false)
  const box = useLeaving(isOpen, () => setOpen(false))
  const hidden = props.isPast ? 0 : (props.shown.hide?.split(',').length ?? 0)
  const share = () =>
    void navigator.clipboard.writeText(props.link()).then(
      () => say(t('mapTool.copied')),
      () => say(t('mapTool.notCopied')),
    )
  return (
    <div className="map-bar">
      <div className="map-layers" ref={box}>
        <button
          type="button"
          className={`btn btn-plain${hidden > 0 ? ' is-filtered' : ''}`}
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={() => setOpen(!isOpen)}
        >
          <Icon name="layers" size={16} />
          <span className="map-bar-word">{t('mapTool.layers')}</span>
          {hidden > 0 && <b>{t('mapTool.hidden', { n: hidden })}</b>}
        </button>
        {isOpen && <LayerMenu id={id} shown={props.shown} onShown={props.onShown} isPast={props.isPast} />}
      </div>
      {'clipboard' in navigator && (
        <button type="button" className="btn btn-plain" onClick={share}>
          <Icon name="share" size={16} />
          <span className="map-bar-word">{t('mapTool.share')}</span>
        </button>
      )}
    </div>
  )
}

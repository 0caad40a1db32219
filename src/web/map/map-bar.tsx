import { Icon } from '../kit/icon.tsx'
import { say } from '../kit/toast.tsx'
import { useText } from '../text/use-text.ts'

/** Over the map at the left: the layer of the communes, and the view as a link. `link` gives the address of what is shown now. Without `onLayer` there is no such layer. */
export function MapBar(props: { isTinted: boolean; onLayer: (() => void) | undefined; link: () => string }) {
  const { t } = useText()
  const share = () =>
    void navigator.clipboard.writeText(props.link()).then(
      () => say(t('mapTool.copied')),
      () => say(t('mapTool.notCopied')),
    )
  return (
    <div className="map-bar">
      {props.onLayer && (
        <button type="button" className="btn btn-plain" aria-pressed={props.isTinted} onClick={props.onLayer}>
          <Icon name="layers" size={16} />
          <span className="map-bar-word">{t('mapTool.layer')}</span>
        </button>
      )}
      {'clipboard' in navigator && (
        <button type="button" className="btn btn-plain" onClick={share}>
          <Icon name="share" size={16} />
          <span className="map-bar-word">{t('mapTool.share')}</span>
        </button>
      )}
    </div>
  )
}

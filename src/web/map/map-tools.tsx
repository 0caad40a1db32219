import { Icon, type IconName } from '../kit/icon.tsx'
import { useText } from '../text/use-text.ts'
import type { OpenMap } from './open-map.ts'

/** The column of tools at the top right: zoom, whole province, radius, print. */
export function MapTools(props: { map: OpenMap; isRound: boolean; onRadius: () => void; onPrint: () => void }) {
  const { t } = useText()
  const { map } = props
  const tool = (name: string, icon: IconName, onClick: () => void, isOn?: boolean) => (
    <button
      type="button"
      className={`icon-button${icon === 'print' ? ' map-tool-paper' : ''}`}
      aria-label={name}
      title={name}
      {...(isOn === undefined ? {} : { 'aria-pressed': isOn })}
      onClick={onClick}
    >
      <Icon name={icon} />
    </button>
  )
  return (
    <div className="map-tools">
      {tool(t('map.zoomIn'), 'plus', () => map.zoom(1))}
      {tool(t('map.zoomOut'), 'minus', () => map.zoom(-1))}
      {tool(t('map.reset'), 'whole', map.showAll)}
      {tool(t('mapTool.radius'), 'radius', props.onRadius, props.isRound)}
      {tool(t('mapTool.print'), 'print', props.onPrint)}
    </div>
  )
}

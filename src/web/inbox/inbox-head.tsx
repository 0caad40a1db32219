import { Button } from '../kit/button.tsx'
import { useCommands } from '../kit/commands.ts'
import { Icon } from '../kit/icon.tsx'
import { useText } from '../text/use-text.ts'
import { type LineOrder, OrderChoice } from './order-choice.tsx'

/** The head of the inbox: the order of the lines, and the way to the filter, which `filterId` names. */
export function InboxHead(props: {
  order: LineOrder
  onOrder: (order: LineOrder) => void
  filterId: string
  isOpen: boolean
  isNarrow: boolean
  onOpen: (isOpen: boolean) => void
}) {
  const { order, isOpen, onOpen } = props
  const { t } = useText()
  const toggle = () => onOpen(!isOpen)
  useCommands([{ id: 'inbox.filter', group: 'here', icon: 'filter', text: t('narrow.title'), keys: 'l', run: toggle }])
  return (
    <div className="panel-head">
      <h2 className="panel-title">{t('inbox.title')}</h2>
      <OrderChoice order={order} onOrder={props.onOrder} />
      <Button
        look="quiet"
        className={props.isNarrow ? 'narrow-button is-narrow' : 'narrow-button'}
        aria-label={t('narrow.title')}
        title={t('narrow.title')}
        aria-expanded={isOpen}
        aria-controls={props.filterId}
        onClick={toggle}
      >
        <Icon name="filter" />
      </Button>
    </div>
  )
}

import { Link } from '@tanstack/react-router'
import type { Alert } from '../../core/api/alerts.ts'
import { useSession } from '../api/session.ts'
import { Moment, Since } from '../kit/age.tsx'
import { Button } from '../kit/button.tsx'
import { Icon } from '../kit/icon.tsx'
import { Mark } from '../kit/mark.tsx'
import { useText } from '../text/use-text.ts'

interface Props {
  alert: Alert
  chosen: boolean
  onOpen: (alert: Alert) => void
  onTake: (alert: Alert) => void
  onHold: (alert: Alert) => void
  onLeave: () => void
}

/** One alert in the inbox: what happened, how bad, where, who has it and since when. */
export function AlertLine({ alert, chosen, onOpen, onTake, onHold, onLeave }: Props) {
  const { t, local } = useText()
  const { can } = useSession()
  const title = local(alert.title)
  const fresh = alert.handling === 'new'
  const classes = ['alert-line', fresh ? 'alert-fresh' : '', chosen ? 'alert-chosen' : ''].join(' ')
  const hold = () => onHold(alert)
  return (
    <li
      className={classes}
      id={`alert-${alert.id}`}
      onPointerEnter={hold}
      onPointerLeave={onLeave}
      onFocus={hold}
      onBlur={onLeave}
    >
      <Mark kind={alert.severity} held={!fresh} label={false} />
      <div className="alert-text">
        <button
          type="button"
          className="alert-title prose"
          aria-current={chosen ? 'true' : undefined}
          onClick={() => onOpen(alert)}
        >
          {title}
        </button>
        <p className="alert-facts">
          <b className={`text-${alert.severity}`}>{t(`severity.${alert.severity}`)}</b>
          <span>{alert.area?.name ?? t('common.noArea')}</span>
          <span>{alert.agency.name}</span>
        </p>
        {(alert.takenBy || alert.incident) && (
          <p className="alert-facts">
            {alert.takenBy && (
              <span className="alert-who">
                <Icon name="user" size={12} />
                {alert.takenBy.name}
                {alert.takenAt && (
                  <>
                    , <Moment at={alert.takenAt} />
                  </>
                )}
              </span>
            )}
            {alert.incident && (
              <Link className="link alert-incident" to="/su-co/$id" params={{ id: alert.incident.id }}>
                {alert.incident.number}
              </Link>
            )}
          </p>
        )}
      </div>
      <div className="alert-side">
        <Since at={alert.raisedAt} />
        {fresh && can('alerts.handle') && (
          <Button small aria-label={t('inbox.takeThis', { title })} onClick={() => onTake(alert)}>
            {t('inbox.take')}
          </Button>
        )}
      </div>
    </li>
  )
}

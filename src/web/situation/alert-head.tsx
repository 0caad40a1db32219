import type { ReactNode } from 'react'
import type { Alert } from '../../core/api/alerts.ts'
import { Mark } from '../kit/mark.tsx'
import { useText } from '../text/use-text.ts'

/** How bad an alert is, where it stands, and what it says. `children` follow its state in the same line. */
export function AlertHead({ alert, children }: { alert: Alert; children?: ReactNode }) {
  const { t, local } = useText()
  const handling = alert.falseAlarm ? t('alert.falseAlarm') : t(`alert.handling.${alert.handling}`)
  return (
    <>
      <p className="value-head">
        <Mark kind={alert.severity} held={alert.handling !== 'new'} label={false} />
        <b className={`text-${alert.severity}`}>{t(`severity.${alert.severity}`)}</b>
        <span className="quiet">
          {t(`alert.condition.${alert.condition}`)}, {handling.toLowerCase()}
        </span>
        {children}
      </p>
      <p className="alert-headline prose">{local(alert.title)}</p>
    </>
  )
}

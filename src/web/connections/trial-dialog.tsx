import './trial.css'
import { useEffect, useState } from 'react'
import type { ConnectorTrial } from '../../core/api/connectors.ts'
import type { Connector, useTryConnector } from '../api/connectors.ts'
import { Button } from '../kit/button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { ErrorBox } from '../kit/error-box.tsx'
import { formatNumber, formatValue } from '../kit/format.ts'
import { Icon } from '../kit/icon.tsx'
import { Facts } from '../kit/panel.tsx'
import { useText } from '../text/use-text.ts'
import { letterDetail } from './letter-detail.ts'
import { mendOf } from './trial-mend.ts'

/** The server's own limit; the bar is full then. */
const limitS = 15

function Progress() {
  const { t } = useText()
  const [passedS, setPassedS] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => setPassedS((s) => s + 1), 1_000)
    return () => clearInterval(timer)
  }, [])
  const words = t('trial.underWay', { s: passedS, limit: limitS })
  return (
    <div className="trial-progress">
      <progress max={limitS} value={Math.min(passedS, limitS)} aria-label={t('trial.button')} />
      <p role="status">{words}</p>
    </div>
  )
}

function Outcome({ trial }: { trial: ConnectorTrial }) {
  const { t, language, local } = useText()
  const { outcome, tookMs, sentence, fault, asked, assets, found, readings, refused } = trial
  const isWell = outcome === 'answered' && mendOf(trial) === 'answered'
  return (
    <div className="trial" role="status">
      <p className={`trial-outcome ${isWell ? 'trial-well' : 'trial-bad'}`}>
        <Icon name={isWell ? 'check' : 'warn'} size={16} />
        <b>{t(`trial.outcome.${outcome}`)}</b>
      </p>
      <p>{t(`trial.mend.${mendOf(trial)}`)}</p>
      <Facts
        items={[
          [t('trial.took'), formatValue(tookMs / 1_000, 's', language)],
          [t('trial.asked'), t('trial.askedOf', { n: asked, all: formatNumber(assets, language) })],
          [t('trial.found'), formatNumber(found, language)],
          ...(sentence ? ([[t('trial.says'), local(sentence)]] as const) : []),
          ...(fault ? ([[t('trial.fault'), fault]] as const) : []),
        ]}
      />
      {readings.length > 0 && (
        <table className="trial-table">
          <caption>{t('trial.wouldStore')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('trial.device')}</th>
              <th scope="col">{t('trial.series')}</th>
              <th scope="col" className="num">
                {t('trial.value')}
              </th>
            </tr>
          </thead>
          <tbody>
            {readings.map(({ asset, series, name, value, unit, words, at }) => (
              <tr key={`${asset} ${series} ${at}`}>
                <td>{asset}</td>
                <td>{local(name)}</td>
                <td className="num">{words ? local(words) : formatValue(value, unit, language)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {refused.length > 0 && (
        <>
          <h3>{t('trial.wouldRefuse')}</h3>
          <ul className="trial-refused">
            {refused.map(({ asset, series, detail }) => (
              <li key={`${asset} ${series} ${detail}`}>
                <b>
                  {asset}/{series}
                </b>{' '}
                <span lang={letterDetail(detail, language).lang}>{letterDetail(detail, language).text}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}

/** A connector that is tried: its progress, then what came of it and what to do. */
export function TrialDialog(props: {
  connector: Connector
  trial: ReturnType<typeof useTryConnector>
  onClose: () => void
}) {
  const { t, local } = useText()
  const { trial } = props
  return (
    <Dialog title={t('trial.title', { name: local(props.connector.name) })} onClose={props.onClose}>
      <div className="form">
        {trial.isPending && <Progress />}
        {trial.error && <ErrorBox error={trial.error} />}
        {trial.data && <Outcome trial={trial.data} />}
        <p className="quiet">{t('trial.nothingStored')}</p>
        <div className="form-actions">
          <Button onClick={props.onClose}>{t('common.close')}</Button>
          <Button look="primary" disabled={trial.isPending} onClick={() => trial.mutate()}>
            {t('trial.again')}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}

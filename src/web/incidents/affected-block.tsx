import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Affected, AffectedAsset, AffectedKind, IncidentFigure } from '../../core/api/incident-picture.ts'
import type { IncidentDetail } from '../../core/api/work.ts'
import { Moment } from '../kit/age.tsx'
import { formatNumber } from '../kit/format.ts'
import { Icon } from '../kit/icon.tsx'
import { Mark } from '../kit/mark.tsx'
import { useNow } from '../kit/use-now.ts'
import { useWords } from '../kit/use-words.ts'
import { useText } from '../text/use-text.ts'

/** One figure: its name and value, which open to what they are made of. */
function Figure(props: { name: string; value: ReactNode; note?: ReactNode; children: ReactNode }) {
  return (
    <details className="figure">
      <summary>
        <span>{props.name}</span>
        <span className="figure-value">{props.value}</span>
        {props.note && <small>{props.note}</small>}
      </summary>
      <div className="figure-parts">{props.children}</div>
    </details>
  )
}

function Told({ figure, incident }: { figure: IncidentFigure; incident: IncidentDetail }) {
  const { t, local, language } = useText()
  const { kind, value, whole, at, source, by, enteredAt } = figure
  const [, ...earlier] = incident.timeline.filter((entry) => entry.kind === 'figure.told' && entry.subject === kind.key)
  return (
    <Figure
      name={local(kind.name)}
      value={
        <>
          <b>{formatNumber(value, language)}</b>
          {whole !== null && ` / ${formatNumber(whole, language)}`} {local(kind.unit)}
        </>
      }
      note={
        <>
          {source}, <Moment at={at} />
        </>
      }
    >
      <p>
        {t('incident.affected.toldBy', { by: by.name })} <Moment at={enteredAt} />
      </p>
      {earlier.length > 0 && (
        <>
          <p className="quiet">{t('incident.affected.earlier')}</p>
          <ul>
            {earlier.map((entry) => (
              <li key={entry.id}>{entry.text}</li>
            ))}
          </ul>
        </>
      )}
    </Figure>
  )
}

function AssetLine({ asset }: { asset: AffectedAsset }) {
  const { t, local } = useText()
  const { code, name, severity, taken, silent, firing } = asset
  const words = [
    ...firing.map(local),
    ...(silent ? [t('incident.affected.silentOne')] : []),
    ...(severity === null && !silent ? [t('incident.affected.fineOne')] : []),
  ]
  const kind = severity ?? (silent ? 'mute' : null)
  return (
    <li>
      {kind ? <Mark kind={kind} held={taken} size={14} /> : <span className="figure-calm" />}
      <div>
        <Link className="link" to="/" search={{ asset: code }}>
          {name}
        </Link>
        <small>{words.join(', ')}</small>
      </div>
    </li>
  )
}

function Kind({ kind, assets }: { kind: AffectedKind; assets: readonly AffectedAsset[] }) {
  const { t, local, language } = useText()
  const { alerting, silent, total } = kind
  const number = (n: number) => formatNumber(n, language)
  const fine = total - alerting - silent
  const words = [
    ...(alerting > 0 ? [t('incident.affected.alerting', { n: number(alerting) })] : []),
    ...(silent > 0 ? [t('incident.affected.silent', { n: number(silent) })] : []),
    ...(fine > 0 ? [t('incident.affected.fine', { n: number(fine) })] : []),
  ]
  return (
    <Figure
      name={local(kind.name)}
      value={
        <>
          <b>{number(alerting + silent)}</b> / {number(total)}
        </>
      }
      note={words.join(', ')}
    >
      <ul className="mini-list">
        {assets.map((asset) => (
          <AssetLine key={asset.code} asset={asset} />
        ))}
      </ul>
      {total > assets.length && (
        <p className="quiet">{t('incident.affected.more', { n: number(total - assets.length) })}</p>
      )}
    </Figure>
  )
}

function Firing({ incident }: { incident: IncidentDetail }) {
  const { t, local } = useText()
  const firing = incident.alerts.filter(({ condition }) => condition === 'firing')
  return (
    <Figure
      name={t('incident.affected.firing')}
      value={
        <>
          <b>{firing.length}</b> / {incident.alerts.length}
        </>
      }
    >
      <ul className="mini-list">
        {firing.map((alert) => (
          <li key={alert.id}>
            <Mark kind={alert.severity} held={alert.handling !== 'new'} size={14} />
            <Link className="link" to="/" search={{ alert: alert.id }}>
              {local(alert.title)}
            </Link>
          </li>
        ))}
      </ul>
    </Figure>
  )
}

function Counted({ incident, affected }: { incident: IncidentDetail; affected: Affected }) {
  const { t, language } = useText()
  const { ago } = useWords()
  const age = ago(Date.parse(affected.at), useNow(1))
  const { kinds, areas, assets, simulated } = affected
  const isCalm = kinds.every(({ alerting, silent }) => alerting + silent === 0)
  return (
    <div className="figures-counted">
      <p className="quiet">{t('incident.affected.counted', { age })}</p>
      {isCalm && <p>{t('incident.affected.none')}</p>}
      <Firing incident={incident} />
      {areas.length > 0 && (
        <Figure name={t('incident.affected.areas')} value={<b>{areas.length}</b>}>
          <p>{areas.map(({ name }) => name).join(', ')}</p>
        </Figure>
      )}
      {kinds.map((kind) => (
        <Kind key={kind.type} kind={kind} assets={assets.filter(({ type }) => type === kind.type)} />
      ))}
      {simulated > 0 && (
        <p className="quiet">{t('incident.affected.simulated', { n: formatNumber(simulated, language) })}</p>
      )}
    </div>
  )
}

/** What an incident touches: what people told, and what the centre counts of it while it is open. Every figure opens. */
export function AffectedBlock(props: {
  incident: IncidentDetail
  affected: Affected | undefined
  onTell: (() => void) | undefined
}) {
  const { t } = useText()
  const { incident, affected, onTell } = props
  const isOpen = incident.state === 'open'
  if (!isOpen && incident.figures.length === 0) return null
  const title = t(isOpen ? 'incident.affected.title' : 'incident.affected.closed')
  return (
    <section className="block" aria-label={title}>
      <div className="block-head">
        <h3>{title}</h3>
        {onTell && (
          <button type="button" className="link" onClick={onTell}>
            <Icon name="plus" size={14} />
            {t('incident.figure.tell')}
          </button>
        )}
      </div>
      {incident.figures.map((figure) => (
        <Told key={figure.id} figure={figure} incident={incident} />
      ))}
      {isOpen && affected && <Counted incident={incident} affected={affected} />}
    </section>
  )
}

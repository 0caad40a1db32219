import './incident-side.css'
import { Link } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import type { IncidentDetail } from '../../core/api/work.ts'
import { useAffected, useIncidentActions } from '../api/incidents.ts'
import { BulletinsBlock } from '../bulletins/late.tsx'
import { Moment } from '../kit/age.tsx'
import { FileAdder } from '../kit/file-adder.tsx'
import { FileList } from '../kit/file-list.tsx'
import { Mark } from '../kit/mark.tsx'
import { Facts } from '../kit/panel.tsx'
import { usePlaceText } from '../kit/use-place-text.ts'
import { listedEvidence } from '../tasks/listed-evidence.ts'
import { useText } from '../text/use-text.ts'
import { AffectedBlock } from './affected-block.tsx'
import { agenciesOf } from './agencies-of.ts'
import type { Asking } from './asking.ts'
import { CallLink } from './call-link.tsx'
import { LessonsBlock } from './lessons-block.tsx'
import { PeopleBlock } from './people-block.tsx'
import { SimilarBlock } from './similar-block.tsx'
import { worstFirst } from './worst-first.ts'

// The page is whole without it; what draws it comes after everything else.
const IncidentMap = lazy(() => import('./incident-map.tsx').then((m) => ({ default: m.IncidentMap })))

function Alerts({ incident }: { incident: IncidentDetail }) {
  const { t, local } = useText()
  const placeText = usePlaceText()
  return (
    <ul className="mini-list">
      {worstFirst(incident.alerts).map((alert) => (
        <li key={alert.id}>
          <Mark kind={alert.severity} held={alert.handling !== 'new'} />
          <div>
            <Link className="link prose" to="/" search={{ alert: alert.id }}>
              {local(alert.title)}
            </Link>
            <small>
              {placeText(alert)}, <Moment at={alert.firedAt} />, {t(`alert.condition.${alert.condition}`).toLowerCase()}
            </small>
          </div>
        </li>
      ))}
    </ul>
  )
}

function Agencies({ incident }: { incident: IncidentDetail }) {
  const { t } = useText()
  const phones = new Map(incident.contacts.map(({ agency, phone }) => [agency.id, phone]))
  return (
    <ul className="mini-list">
      {agenciesOf(incident).map(({ agency, leads, done, total }) => (
        <li key={agency.id}>
          <div>
            {agency.name}
            <small>
              {[leads ? t('incident.leads') : '', total > 0 ? t('incident.tasksOf', { done, total }) : '']
                .filter((text) => text !== '')
                .join(', ')}
            </small>
          </div>
          <CallLink agency={agency.name} phone={phones.get(agency.id) ?? null} />
        </li>
      ))}
    </ul>
  )
}

function Evidence({ incident, manage }: { incident: IncidentDetail; manage: boolean }) {
  const { t } = useText()
  const { upload } = useIncidentActions(incident.id)
  const files = [
    ...incident.evidence.map((file) => listedEvidence(file)),
    ...incident.tasks.flatMap((task) => task.evidence.map((file) => listedEvidence(file, task.title))),
  ].sort((a, b) => Date.parse(b.addedAt) - Date.parse(a.addedAt))
  return (
    <>
      {files.length === 0 ? <p className="quiet">{t('incident.noEvidence')}</p> : <FileList files={files} />}
      {manage && (
        <FileAdder
          label={t('incident.addEvidence')}
          send={(file, onProgress) => upload.mutateAsync({ file, onProgress })}
        />
      )}
    </>
  )
}

interface SideProps {
  readonly incident: IncidentDetail
  /** Whether the person may work on incidents; a closed one takes its lessons and nothing else. */
  readonly may: boolean
  readonly onAsk: (asking: Asking) => void
}

function AlertsBlock({ incident }: SideProps) {
  const { t } = useText()
  return (
    <section className="block" aria-label={t('incident.alerts')}>
      <h3>{t('incident.alerts')}</h3>
      <Alerts incident={incident} />
    </section>
  )
}

function AgenciesBlock({ incident }: SideProps) {
  const { t } = useText()
  return (
    <section className="block" aria-label={t('incident.agencies')}>
      <h3>{t('incident.agencies')}</h3>
      <Agencies incident={incident} />
    </section>
  )
}

function EvidenceBlock({ incident, may }: SideProps) {
  const { t } = useText()
  return (
    <section className="block incident-evidence" aria-label={t('incident.evidence')}>
      <h3>{t('incident.evidence')}</h3>
      <Evidence incident={incident} manage={may && incident.state === 'open'} />
    </section>
  )
}

function FactsBlock({ incident }: SideProps) {
  const { t } = useText()
  return (
    <div className="block">
      <h3>{t('incident.facts')}</h3>
      <Facts
        items={[
          [t('incident.area'), incident.area?.name ?? t('common.noArea')],
          [t('incident.openedBy'), incident.openedBy.name],
          [t('incident.openedAt'), <Moment key="at" at={incident.openedAt} />],
          ...(incident.closedBy ? [[t('incident.closedBy'), incident.closedBy.name] as const] : []),
        ]}
      />
    </div>
  )
}

const Lessons = ({ incident, may, onAsk }: SideProps) => (
  <LessonsBlock incident={incident} onWrite={may ? () => onAsk({ kind: 'lessons' }) : undefined} />
)

const People = ({ incident, may, onAsk }: SideProps) => (
  <PeopleBlock
    incident={incident}
    onLead={may && incident.state === 'open' ? () => onAsk({ kind: 'lead' }) : undefined}
  />
)

const Similar = ({ incident, onAsk }: SideProps) => (
  <SimilarBlock incident={incident} onOpen={(id) => onAsk({ kind: 'similar', id })} />
)

/** What stands below the map and what it touches, in this order. */
const blocks = {
  lessons: Lessons,
  people: People,
  bulletins: BulletinsBlock,
  similar: Similar,
  alerts: AlertsBlock,
  agencies: AgenciesBlock,
  evidence: EvidenceBlock,
  facts: FactsBlock,
}

/** Where an incident is, what it touches, who works on it, what it came from, what shows it, and its facts. */
export function IncidentSide(props: SideProps) {
  const { incident, may, onAsk } = props
  const { t } = useText()
  const isOpen = incident.state === 'open'
  const { data: affected } = useAffected(incident.id, isOpen)
  return (
    <section className="incident-column incident-side" aria-label={t('incident.facts')}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <div className="scroll" tabIndex={0}>
        <Suspense fallback={<div className="incident-map" />}>
          <IncidentMap incident={incident} affected={affected} />
        </Suspense>
        <AffectedBlock
          incident={incident}
          affected={affected}
          onTell={may && isOpen ? () => onAsk({ kind: 'tell' }) : undefined}
        />
        {Object.entries(blocks).map(([name, Block]) => (
          <Block key={name} {...props} />
        ))}
      </div>
    </section>
  )
}

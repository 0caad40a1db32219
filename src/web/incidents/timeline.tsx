import { type FormEvent, useState } from 'react'
import type { IncidentDetail, TimelineEntry } from '../../core/api/work.ts'
import { bulletinName } from '../../core/bulletin-urgency.ts'
import { incidentStages, stageNames } from '../../core/incident-stage.ts'
import { useBulletins } from '../api/bulletins.ts'
import { useIncidentActions } from '../api/incidents.ts'
import { BulletinStory } from '../bulletins/late.tsx'
import { Moment } from '../kit/age.tsx'
import { Button } from '../kit/button.tsx'
import { Icon, type IconName } from '../kit/icon.tsx'
import { sendForm } from '../kit/keys.ts'
import { Segments } from '../kit/segments.tsx'
import { useKept } from '../kit/use-kept.ts'
import { useProblemText } from '../kit/use-problem-text.ts'
import { useText } from '../text/use-text.ts'
import { centreWords } from './centre-words.ts'
import { type FoldedEntry, foldResolved } from './fold-resolved.ts'

const icons: Record<TimelineEntry['kind'], IconName> = {
  'incident.opened': 'flag',
  'alert.joined': 'bell',
  'alert.resolved': 'check',
  'task.assigned': 'tasks',
  'task.accepted': 'user',
  'evidence.added': 'clip',
  'task.done': 'check',
  'task.undone': 'left',
  note: 'note',
  'incident.closed': 'check',
  'commander.named': 'user',
  'figure.told': 'chart',
  'stage.moved': 'arrow',
  'handover.offered': 'share',
  'handover.accepted': 'user',
  'handover.declined': 'left',
  'handover.withdrawn': 'close',
  'lessons.written': 'note',
  'bulletin.asked': 'note',
  'bulletin.sent': 'horn',
  'bulletin.returned': 'note',
}

/** What happened in one line, in the language of the page where the centre wrote it; of a stage only where it went: where it came from stands in the line before. */
function useEntryText(entry: TimelineEntry, incident: IncidentDetail): string {
  const { t, local, language } = useText()
  const { data: bulletins } = useBulletins(incident.id)
  const stage = incidentStages.find((each) => entry.kind === 'stage.moved' && each === entry.subject)
  if (stage) return t('incident.stage.movedTo', { stage: local(stageNames[stage]) })
  const what = t(`incident.kind.${entry.kind}`)
  if (language === 'vi') return entry.text === '' ? what : `${what}: ${entry.text}`
  const words = centreWords(entry, incident.alerts)
  if (words) {
    const { title, more } = words
    return `${what}: ${local(title)}${more > 0 ? ` (${t('incident.andMoreOfLine', { n: more })})` : ''}`
  }
  const sent = entry.kind === 'bulletin.sent' && bulletins?.items.find(({ id }) => id === entry.subject)
  if (sent && sent.number !== null) return `${what}: ${local(bulletinName(sent.urgency, sent.number))} “${sent.title}”`
  return entry.text === '' ? what : `${what}: ${entry.text}`
}

function Entry({ entry, more, incident }: FoldedEntry & { incident: IncidentDetail }) {
  const { t } = useText()
  const text = useEntryText(entry, incident)
  return (
    <li>
      <Moment at={entry.at} />
      <span className="timeline-node">
        <Icon name={icons[entry.kind]} size={12} />
      </span>
      <div>
        {entry.kind === 'note' ? (
          <p className="timeline-note prose">{entry.text}</p>
        ) : (
          <p className="prose">
            {text}
            {more > 0 && ` ${t('incident.andMore', { n: more })}`}
          </p>
        )}
        {entry.comment !== null && <p className="timeline-note prose">{entry.comment}</p>}
        {entry.kind === 'bulletin.sent' ? (
          <BulletinStory entry={entry} />
        ) : (
          <p className="timeline-by">{entry.by?.name ?? t('common.system')}</p>
        )}
      </div>
    </li>
  )
}

function NoteBox({ id }: { id: string }) {
  const { t } = useText()
  const { note } = useIncidentActions(id)
  const problemText = useProblemText()
  const { value, set } = useKept(`note.${id}`, { text: '' })
  const { text } = value
  function submit(event: FormEvent) {
    event.preventDefault()
    // What was typed stays until the server has it.
    if (text.trim() !== '') note.mutate(text.trim(), { onSuccess: () => set({ text: '' }) })
  }
  return (
    <form className="composer" onSubmit={submit} onKeyDown={sendForm}>
      <textarea
        className="input"
        aria-label={t('incident.note')}
        placeholder={t('incident.notePlaceholder')}
        value={text}
        maxLength={4_000}
        onChange={(event) => set({ text: event.target.value })}
      />
      <Button type="submit" look="primary" disabled={note.isPending}>
        {t('incident.noteSubmit')}
      </Button>
      {note.error && (
        <p className="composer-error" role="alert">
          {t('error.saveTitle')} {problemText(note.error)}
        </p>
      )}
    </form>
  )
}

/** The story of an incident, newest first, and the box to add to it. */
export function Timeline({ incident, manage }: { incident: IncidentDetail; manage: boolean }) {
  const { t } = useText()
  const [by, setBy] = useState<'all' | 'people'>('all')
  const wanted = incident.timeline.filter((entry) => by === 'all' || entry.by !== null)
  const folded = foldResolved(wanted.sort((a, b) => Date.parse(b.at) - Date.parse(a.at)))
  return (
    <section className="incident-column" aria-label={t('incident.timeline')}>
      <div className="panel-head">
        <h2 className="panel-title">{t('incident.timeline')}</h2>
        <span className="quiet">{t('incident.entries', { n: folded.length })}</span>
        <Segments
          label={t('incident.entriesBy')}
          value={by}
          options={(['all', 'people'] as const).map((each) => [each, t(`incident.by.${each}`)] as const)}
          onChange={setBy}
        />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <div className="scroll" tabIndex={0}>
        {folded.length === 0 && <p className="quiet timeline-none">{t('incident.nobodyWrote')}</p>}
        <ol className="timeline">
          {folded.map((each) => (
            <Entry key={each.entry.id} {...each} incident={incident} />
          ))}
        </ol>
      </div>
      {manage && <NoteBox id={incident.id} />}
    </section>
  )
}

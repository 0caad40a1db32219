import { lazy, Suspense } from 'react'
import type { IncidentDetail, TimelineEntry } from '../../core/api/work.ts'
import { withLateTexts } from '../text/i18n.ts'

// The incident stands without its bulletins; they and their texts come after it.
const LateAction = lazy(() =>
  withLateTexts(import('./bulletin-action.tsx')).then((m) => ({ default: m.BulletinAction })),
)
const LateBar = lazy(() => withLateTexts(import('./bulletin-bar.tsx')).then((m) => ({ default: m.BulletinBar })))
const LateBlock = lazy(() =>
  withLateTexts(import('./bulletins-block.tsx')).then((m) => ({ default: m.BulletinsBlock })),
)
const LateStory = lazy(() => withLateTexts(import('./bulletin-story.tsx')).then((m) => ({ default: m.BulletinStory })))

/** The button that begins a bulletin. */
export const BulletinAction = (props: { incident: IncidentDetail }) => (
  <Suspense>
    <LateAction {...props} />
  </Suspense>
)

/** What waits for a second person, told across the page. */
export const BulletinBar = (props: { incident: IncidentDetail }) => (
  <Suspense>
    <LateBar {...props} />
  </Suspense>
)

/** What was sent and how far it came, and drafts. */
export const BulletinsBlock = (props: { incident: IncidentDetail }) => (
  <Suspense>
    <LateBlock {...props} />
  </Suspense>
)

/** Who stands behind a bulletin of the story, and how far it came. */
export const BulletinStory = (props: { entry: TimelineEntry }) => (
  <Suspense fallback={<p className="timeline-by">{props.entry.by?.name}</p>}>
    <LateStory {...props} />
  </Suspense>
)

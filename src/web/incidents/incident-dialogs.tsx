import { lazy, Suspense } from 'react'
import type { IncidentDetail, Task } from '../../core/api/work.ts'
import { useSession } from '../api/session.ts'
import { type Asking, askedAfter } from './asking.ts'

const AssignDialog = lazy(() => import('./assign-dialog.tsx').then((m) => ({ default: m.AssignDialog })))
const FigureDialog = lazy(() => import('./figure-dialog.tsx').then((m) => ({ default: m.FigureDialog })))
const CommanderDialog = lazy(() => import('./commander-dialog.tsx').then((m) => ({ default: m.CommanderDialog })))
const CloseDialog = lazy(() => import('./close-dialog.tsx').then((m) => ({ default: m.CloseDialog })))
const SimilarDialog = lazy(() => import('./similar-dialog.tsx').then((m) => ({ default: m.SimilarDialog })))
const StageDialog = lazy(() => import('./stage-dialog.tsx').then((m) => ({ default: m.StageDialog })))
const HandoverDialog = lazy(() => import('./handover-dialog.tsx').then((m) => ({ default: m.HandoverDialog })))
const LessonsDialog = lazy(() => import('./lessons-dialog.tsx').then((m) => ({ default: m.LessonsDialog })))

interface Props {
  readonly incident: IncidentDetail
  readonly asking: Asking
  readonly onAsk: (asking: Asking | undefined) => void
}

/** The earlier incident whose tasks are given again in this one, while this one is open to who looks. */
function Similar({ incident, id, onAsk }: Omit<Props, 'asking'> & { id: string }) {
  const { can } = useSession()
  const again = ({ title, instructions, agency, term }: Task) =>
    onAsk({ kind: 'assign', again: { task: { title, instructions, agencyId: agency.id, term }, of: id } })
  const mayAssign = can('incidents.manage') && incident.state === 'open'
  return <SimilarDialog id={id} onAgain={mayAssign ? again : undefined} onClose={() => onAsk(undefined)} />
}

function Asked({ incident, asking, onAsk }: Props) {
  const common = { incident, onClose: () => onAsk(askedAfter(asking)) }
  switch (asking.kind) {
    case 'assign':
      return <AssignDialog {...common} draft={asking.again?.task} />
    case 'tell':
      return <FigureDialog {...common} />
    case 'lead':
      return <CommanderDialog {...common} />
    case 'handover':
      return <HandoverDialog {...common} />
    case 'lessons':
      return <LessonsDialog {...common} />
    case 'close':
      return <CloseDialog {...common} falseAlarm={asking.falseAlarm} />
    case 'similar':
      return <Similar incident={incident} id={asking.id} onAsk={onAsk} />
    case 'stage':
      return <StageDialog {...common} to={asking.to} />
  }
}

/** The dialog that was asked for, fetched when it is. */
export function IncidentDialog(props: Props) {
  return (
    <Suspense>
      <Asked {...props} />
    </Suspense>
  )
}

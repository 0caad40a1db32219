import { lazy, Suspense } from 'react'
import type { IncidentDetail } from '../../core/api/work.ts'
import type { Asking } from './asking.ts'

const AssignDialog = lazy(() => import('./assign-dialog.tsx').then((m) => ({ default: m.AssignDialog })))
const FigureDialog = lazy(() => import('./figure-dialog.tsx').then((m) => ({ default: m.FigureDialog })))
const CommanderDialog = lazy(() => import('./commander-dialog.tsx').then((m) => ({ default: m.CommanderDialog })))
const CloseDialog = lazy(() => import('./close-dialog.tsx').then((m) => ({ default: m.CloseDialog })))
const StageDialog = lazy(() => import('./stage-dialog.tsx').then((m) => ({ default: m.StageDialog })))
const HandoverDialog = lazy(() => import('./handover-dialog.tsx').then((m) => ({ default: m.HandoverDialog })))
const LessonsDialog = lazy(() => import('./lessons-dialog.tsx').then((m) => ({ default: m.LessonsDialog })))

interface Props {
  readonly incident: IncidentDetail
  readonly asking: Asking
  readonly onClose: () => void
}

function Asked({ incident, asking, onClose }: Props) {
  const common = { incident, onClose }
  switch (asking.kind) {
    case 'assign':
      return <AssignDialog {...common} />
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

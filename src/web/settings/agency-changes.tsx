import type { AgencyDetail, AgencyPost } from '../../core/api/places.ts'
import { AgencyCloseDialog } from './agency-close-dialog.tsx'
import { AgencyMoveDialog } from './agency-move-dialog.tsx'
import { AgencyPhoneDialog } from './agency-phone-dialog.tsx'
import { AgencyPostDialog } from './agency-post-dialog.tsx'
import { AgencyPostEndDialog } from './agency-post-end-dialog.tsx'
import { AgencyRenameDialog } from './agency-rename-dialog.tsx'

/** What is being asked of an agency: a change of its own, a new post, or the end of one. */
export type AgencyAsk = 'rename' | 'phone' | 'move' | 'close' | 'post' | AgencyPost

/** The dialog of one change of an agency. */
export function AgencyChange(props: { ask: AgencyAsk; agency: AgencyDetail; onClose: () => void }) {
  const { ask, agency, onClose } = props
  if (ask === 'rename') return <AgencyRenameDialog agency={agency} onClose={onClose} />
  if (ask === 'phone') return <AgencyPhoneDialog agency={agency} onClose={onClose} />
  if (ask === 'move') return <AgencyMoveDialog agency={agency} onClose={onClose} />
  if (ask === 'close') return <AgencyCloseDialog agency={agency} onClose={onClose} />
  if (ask === 'post') return <AgencyPostDialog agency={agency} onClose={onClose} />
  return <AgencyPostEndDialog agency={agency} post={ask} onClose={onClose} />
}

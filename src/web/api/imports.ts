import { useQuery } from '@tanstack/react-query'
import type { Import, ImportDetail, ImportFault, ImportTargetInfo } from '../../core/api/imports.ts'
import { fileFaultText } from '../../core/import/file-fault.ts'
import type { Language } from '../../core/text.ts'
import { ApiProblem, get, query, send } from './client.ts'
import { usePages } from './pages.ts'
import { refreshAgencies } from './places.ts'
import { queryClient } from './query-client.ts'
import { uploadFile } from './upload.ts'
import { useAct } from './use-act.ts'

const working = ['checking', 'applying', 'undoing']
/** How often work under way is looked at, in ms. */
const lookMs = 1_000

/** Whether the server is at work on an import. */
export const isWorking = ({ state }: Pick<Import, 'state'>): boolean => working.includes(state)

/** Imports of one's agencies, newest first. */
export function useImports() {
  return usePages<Import>(['imports'], '/api/imports')
}

/** What an import makes old once it is through or taken back. Of records and assets the server tells by itself. */
function refreshAfterWork(item: ImportDetail): void {
  if (item.state !== 'applied' && item.state !== 'undone') return
  void queryClient.invalidateQueries({ queryKey: ['first-hour'] })
  if (item.target.key === 'agency') void refreshAgencies()
}

/** One import, looked at every second while work is under way. */
export function useImport(id: string) {
  return useQuery({
    queryKey: ['import', id],
    queryFn: async ({ signal }) => {
      const before = queryClient.getQueryData<ImportDetail>(['import', id])
      const item = await get<ImportDetail>(`/api/imports/${id}`, signal)
      if (before && isWorking(before)) refreshAfterWork(item)
      return item
    },
    refetchInterval: ({ state }) => (state.data && isWorking(state.data) ? lookMs : false),
  })
}

/** What is wrong with the rows of an import, as one check found it. */
export function useImportFaults(item: ImportDetail) {
  const key = ['import', item.id, 'faults', item.counts?.faulty ?? 0]
  return usePages<ImportFault>(key, `/api/imports/${item.id}/faults`, (item.counts?.faulty ?? 0) > 0 && item.hasContent)
}

/** What the signed-in person may import. */
export function useImportTargets() {
  return useQuery({
    queryKey: ['import-targets'],
    queryFn: ({ signal }) => get<{ items: ImportTargetInfo[] }>('/api/import-targets', signal),
    staleTime: 5 * 60_000,
  })
}

/** Uploads a file for a target; `onProgress` gets the share sent, 0 to 1. */
export function useUploadImport(onProgress: (share: number) => void) {
  return useAct({
    mutationFn: ({ target, agency, file }: { target: string; agency: string; file: File }) =>
      uploadFile<ImportDetail>(`/api/imports${query({ target, agency })}`, file, onProgress),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['imports'] }),
  })
}

/** Goes on with an import: its columns, the check, the import itself, taking it back. */
export function useImportActions(id: string) {
  const keep = (item: ImportDetail) => {
    queryClient.setQueryData(['import', id], item)
    refreshAfterWork(item)
    void queryClient.invalidateQueries({ queryKey: ['imports'] })
  }
  // Whoever was second learns what the first did.
  const lookAgain = () => void queryClient.invalidateQueries({ queryKey: ['import', id] })
  const edit = useAct({
    mutationFn: (body: { sheet?: string; mapping?: (string | null)[] }) =>
      send<ImportDetail>('PATCH', `/api/imports/${id}`, body),
    onSuccess: keep,
    onError: lookAgain,
  })
  const step = useAct({
    mutationFn: ({ verb, goodOnly }: { verb: 'check' | 'apply' | 'undo'; goodOnly?: boolean }) =>
      send<ImportDetail>(
        'POST',
        `/api/imports/${id}/${verb}`,
        verb === 'apply' ? { goodOnly: goodOnly ?? false } : undefined,
      ),
    onSuccess: keep,
    onError: lookAgain,
  })
  return { edit, step }
}

/** Why a file could not be read, in words; null for another failure. */
export function fileProblemText(error: unknown, language: Language): string | null {
  if (!(error instanceof ApiProblem) || error.code !== 'file_unreadable') return null
  const [fault] = error.errors
  // The server sends the code as path and its words as JSON.
  return fault
    ? fileFaultText(fault.path, JSON.parse(fault.message) as Record<string, string | number>, language)
    : null
}

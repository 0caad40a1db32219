import { useQuery } from '@tanstack/react-query'
import type { CompleteTask, Task } from '../../core/api/work.ts'
import { get, query, send } from './client.ts'
import { refreshAfter } from './live-keys.ts'
import { usePages } from './pages.ts'
import { queryClient } from './query-client.ts'
import { uploadFile } from './upload.ts'
import { useAct } from './use-act.ts'

export type TaskSide = 'mine' | 'issued' | 'all'

/** Tasks in sight, by side and state. */
export function useTasks(side: TaskSide, state: 'open' | 'all') {
  return usePages<Task>(['tasks', side, state], `/api/tasks${query({ side, state })}`)
}

/** One task with its evidence. */
export function useTask(id: string) {
  return useQuery({ queryKey: ['task', id], queryFn: ({ signal }) => get<Task>(`/api/tasks/${id}`, signal) })
}

/** What a person may do with a task. */
export function useTaskActions(id: string) {
  const refresh = () => refreshAfter(queryClient, { kind: 'task', action: 'changed', ids: [id] })
  const accept = useAct({
    mutationFn: () => send<unknown>('POST', `/api/tasks/${id}/accept`),
    onSuccess: refresh,
  })
  const complete = useAct({
    mutationFn: (done: CompleteTask) => send<unknown>('POST', `/api/tasks/${id}/complete`, done),
    onSuccess: refresh,
  })
  const undo = useAct({
    mutationFn: () => send<unknown>('POST', `/api/tasks/${id}/undo`),
    onSuccess: refresh,
  })
  const upload = useAct({
    mutationFn: ({ file, onProgress }: { file: File; onProgress: (share: number) => void }) =>
      uploadFile(`/api/tasks/${id}/evidence`, file, onProgress),
    onSuccess: refresh,
  })
  return { accept, complete, undo, upload }
}

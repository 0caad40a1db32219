import { useMutation, useQuery } from '@tanstack/react-query'
import type { Evidence, Task } from '../../core/api/work.ts'
import { ApiProblem, get, problemFrom, query, send } from './client.ts'
import { refreshAfter } from './live-keys.ts'
import { usePages } from './pages.ts'
import { queryClient } from './query-client.ts'

export type TaskSide = 'mine' | 'issued' | 'all'

/** Tasks in sight, by side and state. */
export function useTasks(side: TaskSide, state: 'open' | 'all') {
  return usePages<Task>(['tasks', side, state], `/api/tasks${query({ side, state })}`)
}

/** One task with its evidence. */
export function useTask(id: string) {
  return useQuery({ queryKey: ['task', id], queryFn: ({ signal }) => get<Task>(`/api/tasks/${id}`, signal) })
}

/** Sends a file as evidence; `onProgress` gets the share sent, 0 to 1. Throws ApiProblem. */
export function uploadEvidence(taskId: string, file: File, onProgress: (share: number) => void): Promise<Evidence> {
  return new Promise((resolve, reject) => {
    // fetch tells nothing about how much of a body was sent.
    const request = new XMLHttpRequest()
    request.open('POST', `/api/tasks/${taskId}/evidence`)
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total)
    }
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) resolve(JSON.parse(request.responseText))
      else reject(problemFrom(request.status, request.responseText))
    }
    request.onerror = () =>
      reject(new ApiProblem({ type: 'about:blank', title: 'unreachable', status: 0, code: 'unreachable' }))
    const form = new FormData()
    form.append('file', file)
    request.send(form)
  })
}

/** What a person may do with a task. */
export function useTaskActions(id: string) {
  const refresh = () => refreshAfter(queryClient, { kind: 'task', action: 'changed', ids: [id] })
  const accept = useMutation({
    mutationFn: () => send<unknown>('POST', `/api/tasks/${id}/accept`),
    onSuccess: refresh,
  })
  const complete = useMutation({
    mutationFn: (result: string) => send<unknown>('POST', `/api/tasks/${id}/complete`, { result }),
    onSuccess: refresh,
  })
  const upload = useMutation({
    mutationFn: ({ file, onProgress }: { file: File; onProgress: (share: number) => void }) =>
      uploadEvidence(id, file, onProgress),
    onSuccess: refresh,
  })
  return { accept, complete, upload }
}

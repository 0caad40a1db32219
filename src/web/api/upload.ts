import type { Evidence } from '../../core/api/work.ts'
import { ApiProblem, problemFrom } from './client.ts'

/** Sends a file as form field `file`; `onProgress` gets the share sent, 0 to 1. Throws ApiProblem. */
export function uploadFile<T = Evidence>(address: string, file: File, onProgress: (share: number) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    // fetch tells nothing about how much of a body was sent.
    const request = new XMLHttpRequest()
    request.open('POST', address)
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

import { useMutation, useQuery } from '@tanstack/react-query'
import type { HistoryEntry, RecordDetail, Record as RecordRow, RecordTypeInfo } from '../../core/api/records.ts'
import type { Field } from '../../core/field.ts'
import type { RecordType } from '../../core/record.ts'
import { get, query, send } from './client.ts'
import { usePages } from './pages.ts'
import { queryClient } from './query-client.ts'
import { uploadFile } from './upload.ts'

/** A record type as the page works with it: the contract leaves declarations as plain JSON. */
export interface Register extends Omit<RecordTypeInfo, 'fields' | 'lifecycle'> {
  readonly fields: Readonly<Record<string, Field>>
  readonly lifecycle: RecordType['lifecycle']
}

export interface RegisterFilter {
  readonly state?: string | undefined
  readonly text?: string | undefined
  readonly deadline?: 'overdue' | 'due_soon' | undefined
}

/** The registers that the signed-in person may see. */
export function useRegisters() {
  return useQuery({
    queryKey: ['record-types'],
    queryFn: async ({ signal }) => {
      const { items } = await get<{ items: RecordTypeInfo[] }>('/api/record-types', signal)
      // The server sends the declarations it was built from; `Field` and `Lifecycle` are their types on both sides.
      return items as unknown as Register[]
    },
    staleTime: 5 * 60_000,
  })
}

/** Records of one register, newest first. */
export function useRecords(register: Register | undefined, filter: RegisterFilter) {
  const path = `${register?.address ?? ''}${query({ ...filter })}`
  return usePages<RecordRow>(['records', register?.key, filter], path, register !== undefined)
}

export function useRecord(register: Register, id: string) {
  return useQuery({
    queryKey: ['record', id],
    queryFn: ({ signal }) => get<RecordDetail>(`${register.address}/${id}`, signal),
  })
}

export function useRecordHistory(register: Register, id: string) {
  return useQuery({
    queryKey: ['record', id, 'history'],
    queryFn: ({ signal }) => get<{ items: HistoryEntry[] }>(`${register.address}/${id}/history`, signal),
  })
}

/** Values by field, as the API takes them; null empties a field. */
export type Values = Readonly<Record<string, unknown>>

/** What a person may do in a register. */
export function useRecordActions(register: Register) {
  const refresh = async () => {
    await Promise.all(['records', 'record'].map((key) => queryClient.invalidateQueries({ queryKey: [key] })))
  }
  const { address } = register
  const create = useMutation({
    mutationFn: (body: { agencyId: number; values: Values }) => send<RecordDetail>('POST', address, body),
    onSuccess: refresh,
  })
  const edit = useMutation({
    mutationFn: ({ id, ...body }: { id: string; version: number; values: Values }) =>
      send<RecordDetail>('PATCH', `${address}/${id}`, body),
    onSuccess: refresh,
  })
  const move = useMutation({
    mutationFn: ({
      id,
      key,
      ...body
    }: {
      id: string
      key: string
      version: number
      comment?: string
      values?: Values
    }) => send<RecordDetail>('POST', `${address}/${id}/moves/${key}`, body),
    onSuccess: refresh,
  })
  const attach = useMutation({
    mutationFn: ({ id, file }: { id: string; file: File }) =>
      uploadFile(`${address}/${id}/files`, file, () => undefined),
    onSuccess: refresh,
  })
  return { create, edit, move, attach }
}

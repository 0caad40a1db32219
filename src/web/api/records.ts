import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type {
  HiddenRecordType,
  HistoryEntry,
  RecordCalendar,
  RecordCounts,
  RecordDetail,
  Record as RecordRow,
  RecordTypeInfo,
} from '../../core/api/records.ts'
import type { Links } from '../../core/api/things.ts'
import type { Field } from '../../core/field.ts'
import type { RecordType } from '../../core/record.ts'
import { get, query, send } from './client.ts'
import { queryClient } from './query-client.ts'
import { uploadFile } from './upload.ts'
import { useAct } from './use-act.ts'

/** A record type as the page works with it: the contract leaves declarations as plain JSON. */
export interface Register extends Omit<RecordTypeInfo, 'fields' | 'extraFields' | 'lifecycle'> {
  readonly fields: Readonly<Record<string, Field>>
  readonly extraFields: readonly { readonly id: number; readonly key: string; readonly field: Field }[]
  readonly lifecycle: RecordType['lifecycle']
}

/** What a register shows, as the API takes it. */
export interface RegisterFilter {
  readonly state?: string | undefined
  readonly text?: string | undefined
  readonly deadline?: 'overdue' | 'due_soon' | undefined
  readonly agency?: number | undefined
  /** What fields hold: `field:value,…` */
  readonly is?: string | undefined
  /** Which date `from` and `to` are days of: `deadline` or a field. */
  readonly by?: string | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
  /** `no`: without that date. */
  readonly dated?: 'no' | undefined
  readonly sort?: string | undefined
}

/** Values by field, as the API takes them; null empties a field. */
export type Values = Readonly<Record<string, unknown>>

const registersQuery = {
  queryKey: ['record-types'],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    get<{ items: RecordTypeInfo[]; hidden: HiddenRecordType[] }>('/api/record-types', signal),
  staleTime: 5 * 60_000,
}

/** The registers that the signed-in person may see. */
export function useRegisters() {
  return useQuery({
    ...registersQuery,
    // The server sends the declarations it was built from; `Field` and `Lifecycle` are their types on both sides.
    select: ({ items }) => items as unknown as Register[],
  })
}

/** The registers that there are and that the signed-in person may not see, each with the right it takes. */
export const useHiddenRegisters = () => useQuery({ ...registersQuery, select: ({ hidden }) => hidden })

/** Records of one register, page by page. While another filter loads, what stood stays: nothing flickers. */
export function useRecords(register: Register | undefined, filter: RegisterFilter, limit = 100, enabled = true) {
  const path = `${register?.address ?? ''}${query({ ...filter, limit })}`
  const list = useInfiniteQuery({
    queryKey: ['records', register?.key, 'list', filter, limit],
    queryFn: ({ pageParam, signal }) => get<{ items: RecordRow[]; next: string | null }>(pageParam, signal),
    initialPageParam: path,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: (before, of) => (of?.queryKey[1] === register?.key ? before : undefined),
    enabled: enabled && register !== undefined,
  })
  return { list, items: list.data?.pages.flatMap((page) => page.items) }
}

/** How many records the filter finds, by state and by deadline. */
export function useRecordCounts(register: Register | undefined, { sort: _, ...filter }: RegisterFilter) {
  return useQuery({
    queryKey: ['records', register?.key, 'counts', filter],
    queryFn: ({ signal }) => get<RecordCounts>(`${register?.address}/counts${query({ ...filter })}`, signal),
    placeholderData: (before, of) => (of?.queryKey[1] === register?.key ? before : undefined),
    enabled: register !== undefined,
  })
}

/** Records of these days, which follow one another, by day. */
export function useRecordCalendar(register: Register, { sort: _, ...filter }: RegisterFilter, days: readonly string[]) {
  const asked = { ...filter, first: days[0], last: days.at(-1) }
  return useQuery({
    queryKey: ['records', register.key, 'calendar', asked],
    queryFn: ({ signal }) => get<RecordCalendar>(`${register.address}/calendar${query(asked)}`, signal),
  })
}

const detailOf = (register: Register, id: string, signal?: AbortSignal) =>
  get<RecordDetail>(`${register.address}/${id}`, signal)

/** One record with what may be done with it. */
export function useRecord(register: Register, id: string) {
  return useQuery({ queryKey: ['record', id], queryFn: ({ signal }) => detailOf(register, id, signal) })
}

/** One record as it stands now, asked anew. Throws ApiProblem. */
export const fetchRecord = (register: Register, id: string) =>
  queryClient.fetchQuery({ queryKey: ['record', id], queryFn: () => detailOf(register, id), staleTime: 0 })

/** Shows the personal fields of one record. Each call is written down; nothing of it is kept. */
export function useLook(register: Register, id: string) {
  return useAct({ mutationFn: () => get<RecordDetail>(`${register.address}/${id}?personal=true`), gcTime: 0 })
}

/** What was done to one record, newest first. */
export function useRecordHistory(register: Register, id: string) {
  return useQuery({
    queryKey: ['record', id, 'history'],
    queryFn: ({ signal }) => get<{ items: HistoryEntry[] }>(`${register.address}/${id}/history`, signal),
  })
}

/** What one record is linked with, both ways; renewed with every change of any record. */
export function useRecordLinks(register: Register, id: string, enabled: boolean) {
  return useQuery({
    queryKey: ['records', register.key, 'links', id],
    queryFn: ({ signal }) => get<Links>(`/api/things/${register.key}/${id}/links`, signal),
    enabled,
  })
}

/** A new record as it is sent. */
export interface NewRecord {
  readonly agencyId: number
  readonly values: Values
  readonly extra?: Values
  readonly areaCode?: string | null
  readonly geometry?: unknown
}

/** A step of a record's life as it is sent. */
export interface MoveBody {
  readonly id: string
  readonly key: string
  readonly version: number
  readonly comment?: string
  readonly values?: Values
}

/** Everything that shows records is fetched anew. */
export async function refreshRecords(): Promise<void> {
  await Promise.all(['records', 'record'].map((key) => queryClient.invalidateQueries({ queryKey: [key] })))
}

/** What a person may do in a register. Nothing is shown as done before the server has said so. */
export function useRecordActions(register: Register) {
  const { address } = register
  const onSuccess = refreshRecords
  const create = useAct({
    mutationFn: (body: NewRecord) => send<RecordDetail>('POST', address, body),
    onSuccess,
  })
  const edit = useAct({
    mutationFn: ({ id, ...body }: Omit<NewRecord, 'agencyId'> & { id: string; version: number }) =>
      send<RecordDetail>('PATCH', `${address}/${id}`, body),
    onSuccess,
  })
  const move = useAct({
    mutationFn: ({ id, key, ...body }: MoveBody) => send<RecordDetail>('POST', `${address}/${id}/moves/${key}`, body),
    onSuccess,
  })
  const attach = useAct({
    mutationFn: ({ id, file, onProgress }: { id: string; file: File; onProgress: (share: number) => void }) =>
      uploadFile(`${address}/${id}/files`, file, onProgress),
    onSuccess,
  })
  return { create, edit, move, attach }
}

import { useQuery } from '@tanstack/react-query'
import type { DeadlineRuleChange, DeadlineRuleRow, RecordSettings } from '../../core/api/extra-fields.ts'
import type { Field } from '../../core/field.ts'
import { get, send } from './client.ts'
import { queryClient } from './query-client.ts'
import { useAct } from './use-act.ts'

/** What may be set of one record type, with its fields as the page works with them. */
export interface RegisterSettings extends Omit<RecordSettings, 'fields' | 'extraFields'> {
  readonly fields: Readonly<Record<string, Field>>
  readonly extraFields: readonly ExtraFieldRow[]
}

export interface ExtraFieldRow {
  readonly id: number
  readonly key: string
  readonly field: Field
  readonly retiredAt: string | null
}

/** Fields and deadlines of every record type. */
export function useRecordSettings() {
  return useQuery({
    queryKey: ['record-settings'],
    queryFn: async ({ signal }) => {
      const { items } = await get<{ items: RecordSettings[] }>('/api/record-settings', signal)
      // The server sends the declarations it was built from; `Field` is their type on both sides.
      return items as unknown as RegisterSettings[]
    },
  })
}

/** Forms, lists and exports follow at once. */
const onSuccess = () =>
  Promise.all(['record-settings', 'record-types'].map((key) => queryClient.invalidateQueries({ queryKey: [key] })))

/** What an administrator may set of one record type. */
export function useSettingsActions(recordType: string) {
  const add = useAct({
    mutationFn: (body: { key: string; field: Field }) => send('POST', '/api/extra-fields', { recordType, ...body }),
    onSuccess,
  })
  const change = useAct({
    mutationFn: ({ id, field }: { id: number; field: Field }) => send('PATCH', `/api/extra-fields/${id}`, { field }),
    onSuccess,
  })
  const order = useAct({
    mutationFn: (ids: readonly number[]) => send('POST', '/api/extra-fields/order', { recordType, ids }),
    onSuccess,
  })
  const retire = useAct({ mutationFn: (id: number) => send('DELETE', `/api/extra-fields/${id}`), onSuccess })
  const setRule = useAct({
    mutationFn: ({ key, ...body }: DeadlineRuleChange & { key: string }) =>
      send<DeadlineRuleRow>('PATCH', `/api/deadline-rules/${recordType}/${key}`, body),
    onSuccess,
  })
  return { add, change, order, retire, setRule }
}

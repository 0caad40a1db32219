import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { columnOfField, type FieldKind } from '../src/core/field.ts'
import { quote } from '../src/platform/db/declared/quote.ts'
import { type FieldSketch, fieldKinds, type RecordSketch, type Sketch } from './sketched-module.ts'

type Value = string | number | boolean | readonly (string | number)[]
type Values = Map<string, Value>

/** The rows of one record type as they should be: written here a second time, in plain words, beside the writer's SQL. */
interface Ledger {
  readonly ids: string[]
  /** By field, then by row. */
  readonly living: Map<string, Values>
  /** What was declared and is no longer, by `<field> open` or `<field> personal`. */
  readonly retired: Map<string, { readonly type: string; readonly values: Values }>
  /** The fields the ledger was last carried to. */
  fields: RecordSketch['fields']
}

/** A value's counterpart in another type; undefined where there is none for every value. */
const counterparts: Readonly<Record<string, (value: Value) => Value>> = {
  'bigint text': String,
  'integer text': String,
  'boolean text': String,
  'date text': String,
  'double precision text': String,
  'timestamptz text': (at) => String(at).replace('Z', '000Z'),
  'integer bigint': (value) => value,
  'integer double precision': (value) => value,
  'bigint double precision': (value) => value,
  // The day begins in Việt Nam, seven hours before it does in UTC.
  'date timestamptz': (day) => new Date(`${day}T00:00:00+07:00`).toISOString(),
  'text text[]': (value) => [String(value)],
  'integer integer[]': (value) => [Number(value)],
}

const typeOf = ({ kind }: FieldSketch) =>
  columnOfField({ kind, label: { vi: '', en: '' } } as Parameters<typeof columnOfField>[0])
const sideOf = ({ isPersonal }: FieldSketch) => (isPersonal ? 'personal' : 'open')

function canCarry(from: FieldSketch | undefined, to: FieldSketch): boolean {
  return !from || typeOf(from) === typeOf(to) || `${typeOf(from)} ${typeOf(to)}` in counterparts
}

/** Kinds of field, from and to, where every value has a counterpart. */
export const counterpartPairs: readonly (readonly [FieldKind, FieldKind])[] = fieldKinds.flatMap((from) =>
  fieldKinds
    .filter((to) => canCarry({ kind: from, isPersonal: false }, { kind: to, isPersonal: false }))
    .map((to) => [from, to] as const),
)

/** Keeps account of what was inserted and what must be found after every change of the declaration. */
export class RowLedger {
  readonly #records = new Map<string, Ledger>()
  #count = 0

  /** Whether a step from what stands to `sketch` can be written without a person. */
  canCarry(sketch: Sketch): boolean {
    return [...sketch].every(([type, { fields }]) => {
      const before = this.#records.get(type)?.fields
      return [...fields].every(([key, field]) => canCarry(before?.get(key), field))
    })
  }

  carry(sketch: Sketch): void {
    for (const [type, { fields }] of sketch) {
      const ledger = this.#records.get(type) ?? { ids: [], living: new Map(), retired: new Map(), fields: new Map() }
      this.#records.set(type, ledger)
      if (!ledger.living.has('title')) ledger.living.set('title', new Map())
      for (const key of new Set([...ledger.fields.keys(), ...fields.keys()]))
        carryField(ledger, key, ledger.fields.get(key), fields.get(key))
      ledger.fields = fields
    }
  }

  /** Inserts two rows a record type, one for each agency, with a value in every field, as a person of both agencies. */
  async insert(
    client: pg.ClientBase,
    schema: string,
    sketch: Sketch,
    agencies: readonly [number, number],
  ): Promise<void> {
    await client.query(`begin; set local role nhip_app; set local nhip.agencies = '{${agencies.join()}}'`)
    for (const [type, { fields }] of sketch)
      for (const agency of agencies) await this.#insertRow(client, schema, type, fields, agency)
    await client.query('commit')
  }

  async #insertRow(
    client: pg.ClientBase,
    schema: string,
    type: string,
    fields: RecordSketch['fields'],
    agency: number,
  ) {
    const ledger = this.#records.get(type)
    if (!ledger) throw new Error(`no ledger of ${type}`)
    const id = randomUUID()
    const row = {
      id,
      agency_id: agency,
      number: `${++this.#count}`,
      state: 'draft',
      created_by: 1,
      created_by_name: 'Nguyễn Văn A',
    }
    const values: Record<'open' | 'personal', Record<string, Value>> = {
      open: { title: `Tên ${this.#count}` },
      personal: {},
    }
    for (const [key, field] of fields) values[sideOf(field)][key] = makeValue(field.kind, this.#count)
    for (const [key, value] of [...Object.entries(values.open), ...Object.entries(values.personal)])
      ledger.living.get(key)?.set(id, value)
    ledger.ids.push(id)
    await insertRow(client, schema, type, { ...row, ...values.open })
    if (Object.keys(values.personal).length > 0)
      await insertRow(client, schema, `${type}_personal`, { record_id: id, agency_id: agency, ...values.personal })
  }

  /** What must be found of the living fields of a record type, by row. */
  expected(type: string): Map<string, Record<string, Value | null>> {
    const ledger = this.#records.get(type)
    const fields = ['title', ...(ledger?.fields.keys() ?? [])].sort()
    return new Map(
      (ledger?.ids ?? []).map((id) => [
        id,
        Object.fromEntries(fields.map((key) => [key, ledger?.living.get(key)?.get(id) ?? null])),
      ]),
    )
  }

  /** What is found, as superuser. */
  async found(
    client: pg.ClientBase,
    schema: string,
    type: string,
    { fields }: RecordSketch,
  ): Promise<Map<string, Record<string, Value | null>>> {
    const hasPersonal = [...fields.values()].some(({ isPersonal }) => isPersonal)
    const sibling = hasPersonal
      ? `left join ${quote(schema)}.${quote(`${type}_personal`)} p on p.record_id = r.id and p.agency_id = r.agency_id`
      : ''
    const { rows } = await client.query(
      `select r.id, to_jsonb(r) as open, ${hasPersonal ? 'to_jsonb(p)' : 'null'} as personal from ${quote(schema)}.${quote(type)} r ${sibling}`,
    )
    return new Map(
      rows.map(({ id, open, personal }) => [
        id,
        Object.fromEntries(
          [...new Map(fields).set('title', { kind: 'text', isPersonal: false })]
            .map(([key, field]): [string, Value | null] => {
              const value = (field.isPersonal ? personal : open)?.[key] ?? null
              return [key, value !== null && typeOf(field) === 'timestamptz' ? new Date(value).toISOString() : value]
            })
            .sort(([a], [b]) => (a < b ? -1 : 1)),
        ),
      ]),
    )
  }
}

function carryField(ledger: Ledger, key: string, from: FieldSketch | undefined, to: FieldSketch | undefined): void {
  const values: Values = ledger.living.get(key) ?? new Map()
  if (!to) {
    if (from) ledger.retired.set(`${key} ${sideOf(from)}`, { type: typeOf(from), values })
    ledger.living.delete(key)
    return
  }
  const place = `${key} ${sideOf(to)}`
  const take = (kept: string) => {
    const found = ledger.retired.get(kept)
    ledger.retired.delete(kept)
    return found?.type === typeOf(to) ? found.values : new Map()
  }
  if (from) {
    const convert =
      typeOf(from) === typeOf(to) ? (value: Value) => value : counterparts[`${typeOf(from)} ${typeOf(to)}`]
    if (!convert) throw new Error(`no counterpart of ${typeOf(from)} as ${typeOf(to)}`)
    ledger.living.set(key, new Map([...values].map(([id, value]) => [id, convert(value)])))
    // What was retired where the values go now is out of reach for good.
    if (from.isPersonal !== to.isPersonal) ledger.retired.delete(place)
    return
  }
  const wasOpen = ledger.retired.get(`${key} open`)
  if (to.isPersonal && wasOpen?.type === typeOf(to)) {
    ledger.retired.delete(place)
    ledger.living.set(key, take(`${key} open`))
  } else ledger.living.set(key, take(place))
}

async function insertRow(client: pg.ClientBase, schema: string, table: string, row: object): Promise<void> {
  const columns = Object.keys(row).map(quote).join(', ')
  const name = `${quote(schema)}.${quote(table)}`
  await client.query(
    `insert into ${name} (${columns}) select ${columns} from jsonb_populate_record(null::${name}, $1)`,
    [JSON.stringify(row)],
  )
}

function makeValue(kind: FieldKind, count: number): Value {
  const day = `2026-03-${String(1 + (count % 28)).padStart(2, '0')}`
  const values: Record<FieldKind, Value> = {
    text: `Đường số ${count}`,
    record: `018f0000-0000-7000-8000-${String(count).padStart(12, '0')}`,
    link: `https://vi.example/${count}`,
    choice: count % 2 ? 'a' : 'b',
    area: String(19_000 + count),
    asset: `g-${count}`,
    integer: -count,
    money: 9_007_199_254_740_000 + count,
    number: count + 0.25,
    yes_no: count % 2 === 0,
    date: day,
    instant: `${day}T02:03:04.567Z`,
    choices: ['a', 'b'],
    agency: count,
    agencies: [count, count + 1],
  }
  return values[kind]
}

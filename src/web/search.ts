import { outcomeFilters } from '../core/alert-outcome.ts'
import type { RefusalReason } from '../core/api/dead-letters.ts'
import { isLayer, parseCircle, parseView } from './map/map-view.ts'

/** What the address of each page may carry after `?`. Anything else is dropped, so a mistyped link still opens. */

type Raw = Record<string, unknown>

function text(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && value !== '' ? value : undefined
}

function oneOf<T extends string>(value: unknown, allowed: readonly T[]): T | undefined {
  return allowed.find((each) => each === value)
}

/**
 * What may be left out of an address. A key that is undefined stays: the router lays what is returned here over the address as it was
 * typed, and a key that is missing would let a refused value through. Addresses are written without what is undefined.
 */
function present<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  // A reader cannot tell undefined from left out.
  return values as { [K in keyof T]?: Exclude<T[K], undefined> }
}

/** Only a path of this site: a link may not send a person elsewhere after signing in. */
function ownPath(value: unknown): string | undefined {
  const path = text(value)
  return path?.startsWith('/') && !path.startsWith('//') && !path.includes('\\') ? path : undefined
}

/** An instant of ISO 8601, as it is written everywhere. */
function instant(value: unknown): string | undefined {
  const written = text(value)
  if (!written || !/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(written)) return undefined
  const ms = Date.parse(written)
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString()
}

export const signInSearch = (raw: Raw) => present({ to: ownPath(raw.to), ended: raw.ended === true || undefined })
const moduleList = (value: string | undefined) =>
  value && /^[a-z][a-z0-9_-]*(,[a-z][a-z0-9_-]*)*$/.test(value) && value.length <= 500 ? value : undefined
const severityList = (value: string | undefined) =>
  value && /^(crit|major|minor|info)(,(crit|major|minor|info)){0,3}$/.test(value) ? value : undefined
const idNumber = (value: unknown) => (Number.isInteger(Number(value)) && Number(value) > 0 ? Number(value) : undefined)
const layerName = (value: string | undefined) => (value && isLayer(value) ? value : undefined)
const baseNumber = (value: unknown) =>
  value !== undefined && value !== '' && Number.isSafeInteger(Number(value)) && Number(value) >= 0
    ? Number(value)
    : undefined

export const situationSearch = (raw: Raw) =>
  present({
    alert: text(raw.alert),
    asset: text(raw.asset),
    rule: text(raw.rule),
    // What the map shows: its middle and zoom, the layer of the communes, the circle of the radius tool.
    at: parseView(raw.at) && text(raw.at),
    layer: layerName(text(raw.layer)),
    near: parseCircle(raw.near) && text(raw.near),
    // Modules that the map leaves out, as `a,b`, and the base map by its number: 0 is the shipped one, none what the centre shows.
    hide: moduleList(text(raw.hide)),
    base: baseNumber(raw.base),
    // The moment that is looked back to.
    time: instant(raw.time),
    // How the inbox is ordered, and narrowed.
    order: oneOf(raw.order, ['area'] as const),
    severity: severityList(text(raw.severity)),
    area: text(raw.area),
    agency: idNumber(raw.agency),
    module: moduleList(text(raw.module)),
  })
export const stateSearch = (raw: Raw) =>
  present({ state: oneOf(raw.state, ['open', 'all'] as const), sort: oneOf(raw.sort, ['newest'] as const) })
export const taskSearch = (raw: Raw) =>
  present({
    side: oneOf(raw.side, ['mine', 'issued', 'all'] as const),
    state: oneOf(raw.state, ['open', 'all'] as const),
  })
export const ruleSearch = (raw: Raw) => present({ ma: text(raw.ma), loai: text(raw.loai), q: text(raw.q) })
export const messageSearch = (raw: Raw) =>
  present({ state: oneOf(raw.state, ['waiting', 'sent', 'failed', 'none'] as const) })
const reasons: readonly RefusalReason[] = [
  'bad_topic',
  'bad_payload',
  'unknown_series',
  'foreign_asset',
  'time_out_of_bounds',
  'clock_offset',
  'past_retention',
  'conflicting_value',
  'refused_by_store',
]
/** How refused messages are narrowed, and the one that is open beside the list. */
export const letterSearch = (raw: Raw) => {
  const id = Number(raw.ma)
  return present({
    ma: Number.isSafeInteger(id) && id > 0 ? id : undefined,
    state: oneOf(raw.state, ['settled'] as const),
    reason: oneOf(raw.reason, reasons),
    sender: text(raw.sender),
    q: text(raw.q),
  })
}
/** How the history of alerts is narrowed; days of Asia/Ho_Chi_Minh. */
export const historySearch = (raw: Raw) =>
  present({
    from: day(raw.from),
    to: day(raw.to),
    severity: severityList(text(raw.severity)),
    outcome: oneOf(raw.outcome, outcomeFilters),
    rule: text(raw.rule),
    area: text(raw.area),
    agency: idNumber(raw.agency),
    module: moduleList(text(raw.module)),
  })
/** Over how many days the load of the alarm list is told, and for how many officers. */
export const loadSearch = (raw: Raw) =>
  present({
    days: [1, 7, 31].find((each) => each === Number(raw.days)),
    officers: [1, 2, 3, 4, 5].find((each) => each === Number(raw.officers)),
  })
/** A year, a quarter, a month or a day. */
const isPeriod = (key: string) => longPeriod.test(key) || day(key) !== undefined
const longPeriod = /^\d{4}(-(0[1-9]|1[0-2])|-Q[1-4])?$/
const counts = ['all', 'in_time', 'late', 'not_due', 'dismissed', 'false_alarm'] as const

/** `count` narrows the rows behind a line to those that a number in it counts. */
export const reportSearch = (raw: Raw) => present({ line: text(raw.line), count: oneOf(raw.count, counts) })

export const indicatorSearch = (raw: Raw) => {
  const period = text(raw.period)
  const agency = Number(raw.agency)
  return present({
    key: text(raw.key),
    period: period && isPeriod(period) ? period : undefined,
    agency: Number.isInteger(agency) && agency > 0 ? agency : undefined,
    area: text(raw.area),
    count: oneOf(raw.count, counts),
    reason: text(raw.reason),
  })
}

const day = (value: unknown) =>
  typeof value === 'string' && /^(19|20)\d\d-\d\d-\d\d$/.test(value) && new Date(value).toJSON()?.startsWith(value)
    ? value
    : undefined
/** How the audit is narrowed; days of Asia/Ho_Chi_Minh. */
export const auditSearch = (raw: Raw) => {
  const actor = Number(raw.actor)
  return present({
    actor: Number.isInteger(actor) && actor > 0 ? actor : undefined,
    action: text(raw.action),
    kind: text(raw.kind),
    from: day(raw.from),
    to: day(raw.to),
  })
}
/** The agency or role that is open beside the list. */
export const codeSearch = (raw: Raw) => present({ ma: text(raw.ma) })
/** How the list of accounts is narrowed, and the account that is open beside it. */
export const accountSearch = (raw: Raw) => {
  const [account, agency] = [Number(raw.ma), Number(raw.agency)]
  return present({
    ma: Number.isInteger(account) && account > 0 ? account : undefined,
    q: text(raw.q),
    agency: Number.isInteger(agency) && agency > 0 ? agency : undefined,
    role: text(raw.role),
    state: oneOf(raw.state, ['active', 'disabled', 'closed_agency'] as const),
  })
}
/** The area that is open beside the list, or the imports. */
export const areaSearch = (raw: Raw) => {
  const code = text(raw.ma)
  return present({
    ma: code && /^\d{2,5}$/.test(code) ? code : undefined,
    muc: oneOf(raw.muc, ['imports'] as const),
  })
}

const monthText = (value: unknown) =>
  typeof value === 'string' && /^(19|2\d)\d\d-(0[1-9]|1[0-2])$/.test(value) ? value : undefined

/** What a register shows, how it is sorted, in which form, and the record that is open. */
export const registerSearch = (raw: Raw) => {
  const agency = Number(raw.agency)
  return present({
    id: text(raw.id),
    view: oneOf(raw.view, ['board', 'calendar', 'map'] as const),
    // What a calendar shows, and which days of that date a list is narrowed to.
    month: monthText(raw.month),
    by: text(raw.by),
    from: day(raw.from),
    to: day(raw.to),
    dated: oneOf(raw.dated, ['no'] as const),
    state: text(raw.state),
    text: text(raw.text),
    deadline: oneOf(raw.deadline, ['overdue', 'due_soon'] as const),
    agency: Number.isInteger(agency) && agency > 0 ? agency : undefined,
    is: text(raw.is),
    sort: text(raw.sort),
  })
}

/**
 * What the dialog of a new import begins with (`asset`: one of the kinds of asset), and the register or kind of asset one came from, or
 * `bat-dau` from the first hour.
 */
export const importSearch = (raw: Raw) => present({ vao: text(raw.vao), tu: text(raw.tu) })
export const oneImportSearch = (raw: Raw) => present({ tu: oneOf(raw.tu, ['bat-dau'] as const) })
const assetStates = ['alert', 'silent', 'never', 'fine', 'retired'] as const
export const assetsSearch = (raw: Raw) => {
  const agency = Number(raw.agency)
  return present({
    q: text(raw.q),
    agency: Number.isInteger(agency) && agency > 0 ? agency : undefined,
    state: oneOf(raw.state, assetStates),
    sort: text(raw.sort),
  })
}

/** The register whose fields and deadlines are being set. */
export const fieldsSearch = (raw: Raw) => present({ so: text(raw.so) })

import type { z } from 'zod'
import type { AreaLayer } from './area-layer.ts'
import type { Channel } from './channel.ts'
import type { Indicator } from './indicator.ts'
import { moduleFault } from './module-fault.ts'
import type { ModuleRoute } from './module-route.ts'
import type { Reaction } from './reaction.ts'
import type { RecordType } from './record.ts'
import type { RuleKind } from './rule.ts'
import type { Severity } from './severity.ts'
import type { Text } from './text.ts'

/** One thing that an asset of a type reports. */
export interface SeriesType {
  readonly key: string
  readonly name: Text
  readonly unit: string
  /** Expected seconds between values. */
  readonly cadenceS: number
  /** Comes at times only, e.g. while a site answers: its absence is no silence. */
  readonly sporadic?: boolean
  /** Words for values that stand for a state: `{ 0: …, 1: … }`. */
  readonly words?: Readonly<Record<number, Text>>
}

/** A kind of thing in the field: its own fields and what it reports. */
export interface AssetType {
  readonly type: string
  readonly name: Text
  /** What a list of them is called; without it the name. */
  readonly plural?: Text
  /** The type's own fields, each with its words in `.meta({ label })` (core/form-field.ts); what does not fit is refused. */
  readonly attributes: z.ZodObject
  readonly series: readonly SeriesType[]
}

interface RuleDefaultBase {
  readonly key: string
  readonly name: Text
  /** Title of the alert; `{asset}`, `{value}`, `{unit}` and `{threshold}` are filled in. */
  readonly title: Text
  readonly severity: Severity
  readonly assetType: string
  /** Seconds a reading may come later than a newer one and still count in order; 0 when left out. */
  readonly latenessS?: number
  /** Offered, and off until an operator switches it on: a limit that nobody has confirmed. */
  readonly off?: true
}

/** One limit on one series, the commonest rule, in short. */
interface ThresholdDefault extends RuleDefaultBase {
  readonly series: string
  readonly op: '>' | '>=' | '<' | '<='
  /** The limit itself, or the asset's attribute that holds it. */
  readonly threshold: number | { readonly attribute: string }
  /** How far back past the limit the value must come before the alert is over, in the series' unit. */
  readonly clearMargin?: number
  /** Seconds the condition must hold before the alert fires. */
  readonly forS?: number
}

/** A default alert rule: seeded as a row; once operators have edited it, a newer default is offered to them and not taken by itself. */
export type RuleDefault = ThresholdDefault | (RuleDefaultBase & { readonly condition: RuleKind })

/** What a person may be allowed to do in a module, and the words for it in the page where roles are made. */
export interface ModulePermission<P extends string = string> {
  /** `<module>.<verb>` */
  readonly key: P
  readonly name: Text
}

/** An asset as a connector needs it. */
export interface ConnectorAsset {
  readonly code: string
  /** One of the module's own asset types. */
  readonly type: string
  readonly attributes: Readonly<Record<string, unknown>>
}

/** What the platform lends a connector. Nothing else of the centre is within its reach. */
export interface ConnectorIo {
  /** Aborted when the connector must end: then `run` returns soon. */
  readonly signal: AbortSignal
  /** Somebody tries the connector: ask once, at once, and return. Only a few assets are given, and nothing is stored. */
  readonly isTrial?: true
  now(): Date
  /** Assets of all the module's own types, as they stand now. */
  assets(): Promise<readonly ConnectorAsset[]>
  /**
   * Hands in what was found, as a reading with event time `at`. Resolves once it is committed.
   * @throws when it could not be committed: try again or let go, the platform counts it
   */
  send(reading: { asset: string; series: string; at: Date; value: number }): Promise<void>
  /** Tells how it goes, for the page of connections: one sentence, in the connector's own words. */
  tell(state: 'working' | 'failing', sentence: Text): void
}

/** Fetches by itself what no device sends. */
export interface Connector {
  readonly key: string
  readonly name: Text
  /** Its settings, every one with a default and its words in `.meta({ label })`; operators edit them. */
  readonly config: z.ZodObject
  /**
   * Works until `io.signal` is aborted. When it returns or throws before that, the platform starts it again, later each time; it
   * may be started many times and must keep nothing between two runs. `config` has passed the schema.
   */
  run(config: Readonly<Record<string, unknown>>, io: ConnectorIo): Promise<void>
}

/** One field of work. A module's folder default-exports one of these from `module.ts`. */
export interface ModuleDefinition<P extends string = string> {
  /** Folder, SQL schema (dashes as underscores) and address: lower-case letters, digits and dashes. */
  readonly id: string
  readonly name: Text
  readonly permissions?: readonly ModulePermission<P>[]
  readonly assets?: readonly AssetType[]
  /** Tints of the communes on the map, from what its assets report. */
  readonly areaLayers?: readonly AreaLayer[]
  readonly records?: readonly RecordType<NoInfer<P>>[]
  readonly connectors?: readonly Connector[]
  readonly rules?: readonly RuleDefault[]
  readonly indicators?: readonly Indicator[]
  readonly routes?: readonly ModuleRoute<NoInfer<P>>[]
  /** What it does by itself when something happens, here or in another module. */
  readonly reactions?: readonly Reaction[]
  /** Ways to reach people that it brings. */
  readonly channels?: readonly Channel[]
  /** Which of its permissions the roles of a new installation get, by role. Applied once, when the module is first seen. */
  readonly roles?: Readonly<Partial<Record<RoleId, readonly NoInfer<P>[]>>>
}

/** Roles that every installation starts with. */
export type RoleId = 'administrator' | 'duty_officer' | 'handler' | 'leader'

/** States a module; checks what types cannot say. @throws {TypeError} with the sentence of {@link moduleFault} */
export function defineModule<const P extends string>(definition: ModuleDefinition<P>): ModuleDefinition<P> {
  const fault = moduleFault(definition)
  if (fault) throw new TypeError(fault)
  return definition
}

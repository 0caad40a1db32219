import { areaLayerFault } from './area-layer.ts'
import { channelFault } from './channel.ts'
import { formFault, formFieldsOf } from './form-field.ts'
import { indicatorFault } from './indicator.ts'
import type { ModuleDefinition } from './module.ts'
import { routeFault } from './module-route.ts'
import { reactionFault } from './reaction.ts'
import { type RecordType, recordFault } from './record.ts'
import { assetFault, definitionFault, RuleDefinition } from './rule.ts'
import { definitionOf } from './rule-default.ts'

/** Words that are no module's: first parts of the centre's own addresses under `/api/`, and schemas of PostgreSQL and the centre. */
export const reservedIds: ReadonlySet<string> = new Set([
  ...'accounts agencies alerts areas asset-types assets audit basemap basemaps bulletins channels connectors dead-letters deadline-rules deadlines evidence first-hour'.split(
    ' ',
  ),
  ...'extra-fields import-targets imports incidents indicators ingest late-reasons links live maintenance map messages past permissions reactions readings record-settings record-types'.split(
    ' ',
  ),
  ...'reports roles rules screens search session summary tasks things views platform public information-schema'.split(
    ' ',
  ),
])

/** What is wrong with a module, as a sentence that says where and how to mend it; null when nothing is. */
export function moduleFault(definition: ModuleDefinition): string | null {
  const { id, permissions = [], assets = [], records = [], connectors = [] } = definition
  const { reactions = [], channels = [] } = definition
  const at = `module ${id}`
  if (!/^[a-z][a-z0-9-]{0,40}$/.test(id)) return `${at}: write its id in lower-case letters, digits and dashes`
  if (reservedIds.has(id) || id.startsWith('pg-')) return `${at}: ${id} is taken by the centre; choose another id`
  const foreign = permissions.find(({ key }) => !key.startsWith(`${id}.`) || !/^[a-z0-9-]+\.[a-z][a-z0-9_]*$/.test(key))
  if (foreign) return `${at}: permission ${foreign.key} must be «${id}.<verb>»`
  const twice = firstTwice([...permissions.map(({ key }) => key)]) ?? firstTwice(assets.map(({ type }) => type))
  if (twice !== undefined) return `${at}: ${twice} is declared twice`
  const typeTwice = firstTwice(records.map(({ type }) => type)) ?? firstTwice(connectors.map(({ key }) => key))
  const actTwice = firstTwice(reactions.map(({ key }) => key)) ?? firstTwice(channels.map(({ key }) => key))
  if (actTwice !== undefined) return `${at}: ${actTwice} is declared twice`
  if (typeTwice !== undefined) return `${at}: ${typeTwice} is declared twice`
  const declared = new Set<string>(permissions.map(({ key }) => key))
  const types = new Set(records.map(({ type }) => type))
  for (const record of records) {
    const fault = recordFault(record, declared)
    if (fault) return `${at}, ${fault}`
  }
  const sibling = records.find(({ type }) => types.has(`${type}_personal`))
  if (sibling)
    return `${at}: the personal fields of ${sibling.type} are kept in ${sibling.type}_personal; name the other type otherwise`
  const referring = referenceFault(records, new Set(assets.map(({ type }) => type)))
  if (referring) return `${at}, ${referring}`
  const granted = Object.values(definition.roles ?? {})
    .flat()
    .find((key) => !declared.has(key))
  if (granted !== undefined) return `${at}: roles grant «${granted}», which the module does not declare in permissions`
  for (const { type, attributes } of assets) {
    const fault = formFault(attributes)
    if (fault) return `${at}, asset ${type}, ${fault}`
    const several = Object.entries(formFieldsOf(attributes)).find(([, field]) => field.kind === 'lines')
    if (several)
      return `${at}, asset ${type}, field ${several[0]}: several texts are for settings; an attribute is one value`
  }
  const { areaLayers = [] } = definition
  const layerTwice = firstTwice(areaLayers.map(({ key }) => key))
  if (layerTwice !== undefined) return `${at}: area layer ${layerTwice} is declared twice`
  for (const layer of areaLayers) {
    const fault = areaLayerFault(layer, assets)
    if (fault) return `${at}, ${fault}`
  }
  for (const connector of connectors) {
    if (!connector.config.safeParse({}).success)
      return `${at}, connector ${connector.key}: every setting needs a default`
    const fault = formFault(connector.config)
    if (fault) return `${at}, connector ${connector.key}, ${fault}`
  }
  for (const indicator of definition.indicators ?? []) {
    const fault = indicatorFault(indicator, records)
    if (fault) return `${at}, ${fault}`
  }
  const addresses = new Set(records.map(({ type }) => `${type.replaceAll('_', '-')}s`))
  const misplaced = routeFault(definition.routes ?? [], declared, addresses)
  if (misplaced) return `${at}, ${misplaced}`
  const acting = reactionFault(id, reactions, records) ?? channelFault(channels)
  if (acting) return `${at}, ${acting}`
  return ruleFault(definition)
}

/** What refers to another record must find it, and the fields it names there. */
function referenceFault(records: readonly RecordType[], assetTypes: ReadonlySet<string>): string | null {
  const types = new Map(records.map((record) => [record.type, record]))
  for (const { type, fields, lifecycle } of records) {
    for (const [key, field] of Object.entries(fields)) {
      if (field.kind === 'record' && !types.has(field.of))
        return `record ${type}, field ${key}: no record type ${field.of} here`
      if (field.kind === 'asset' && !assetTypes.has(field.of))
        return `record ${type}, field ${key}: no asset type ${field.of} here`
    }
    for (const [key, { notAfter, writes }] of Object.entries(lifecycle.moves)) {
      for (const named of [notAfter, writes]) {
        const reference = named && fields[named.through]
        if (reference?.kind === 'record' && !types.get(reference.of)?.fields[named?.field ?? '']) {
          return `record ${type}, move ${key}: ${reference.of} has no field ${named?.field}`
        }
      }
      const limit = notAfter && fields[notAfter.through]
      if (limit?.kind === 'record' && types.get(limit.of)?.fields[notAfter?.field ?? '']?.kind !== 'date') {
        return `record ${type}, move ${key}: notAfter ${notAfter?.field} must be a date`
      }
    }
  }
  return null
}

function ruleFault({ id, assets = [], rules = [] }: ModuleDefinition): string | null {
  const types = new Map(assets.map((asset) => [asset.type, asset]))
  for (const rule of rules) {
    const at = `module ${id}, rule ${rule.key}`
    const type = types.get(rule.assetType)
    if (!type) return `${at}: no asset type ${rule.assetType} here`
    const definition = RuleDefinition.safeParse(definitionOf(rule))
    if (!definition.success)
      return `${at}: ${definition.error.issues[0]?.path.join('.')} ${definition.error.issues[0]?.message}`
    const fault = definitionFault(definition.data) ?? assetFault(definition.data, type)
    if (fault) return `${at}: ${fault}`
  }
  return null
}

const firstTwice = (keys: readonly string[]) => keys.find((key, index) => keys.indexOf(key) !== index)

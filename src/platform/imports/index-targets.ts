import type { ModuleDefinition } from '../../core/module.ts'
import { indexRecordKinds } from '../records/record-kind.ts'
import { agencyTarget } from './agency-target.ts'
import { assetTarget } from './asset-target.ts'
import { recordTarget } from './record-target.ts'
import type { ImportTarget } from './target.ts'

/** Everything that rows can be imported into, by key, in the order of the modules. */
export function indexTargets(modules: readonly ModuleDefinition[]): ReadonlyMap<string, ImportTarget> {
  // A target's writer takes what its own check made; who holds both knows no more of it.
  const targets: ImportTarget[] = [
    agencyTarget as unknown as ImportTarget,
    ...[...indexRecordKinds(modules).values()].map((kind) => recordTarget(kind) as unknown as ImportTarget),
    ...modules.flatMap((module) =>
      (module.assets ?? []).map((type) => assetTarget(module, type) as unknown as ImportTarget),
    ),
  ]
  return new Map(targets.map((target) => [target.key, target]))
}

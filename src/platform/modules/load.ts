import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { AssetType, ModuleDefinition } from '../../core/module.ts'
import type { Text } from '../../core/text.ts'
import { isBuiltServer, projectRoot } from '../project-root.ts'

const folder = join(projectRoot, 'src/modules')
const fileOf = (id: string) =>
  isBuiltServer ? join(projectRoot, 'dist/server/modules', `${id}.cjs`) : join(folder, id, 'module.ts')

/** The modules that stand in `src/modules`, in order of id. Adding one is adding its folder. */
export async function loadModules(): Promise<ModuleDefinition[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  const ids = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
  return Promise.all(
    ids.sort().map(async (id) => {
      const file = await import(fileOf(id))
      // What is built is CommonJS: its exports are the default of what is imported.
      const loaded: { default?: ModuleDefinition } = isBuiltServer ? file.default : file
      if (loaded.default?.id !== id) {
        throw new Error(`src/modules/${id}/module.ts must default-export defineModule({ id: '${id}', … })`)
      }
      return loaded.default
    }),
  )
}

/** An asset type with the module that declares it. */
export interface AssetKind extends AssetType {
  readonly module: { readonly id: string; readonly name: Text }
  /** The module has connectors that bring its values. */
  readonly fetched: boolean
}

/** Asset types by their name. @throws {Error} when two modules declare the same */
export function indexAssetTypes(modules: readonly ModuleDefinition[]): Map<string, AssetKind> {
  const types = new Map<string, AssetKind>()
  for (const module of modules) {
    for (const asset of module.assets ?? []) {
      if (types.has(asset.type)) throw new Error(`module ${module.id}: asset type ${asset.type} is declared twice`)
      const fetched = (module.connectors ?? []).length > 0
      types.set(asset.type, { ...asset, module: { id: module.id, name: module.name }, fetched })
    }
  }
  return types
}

import type { ModuleWeb } from '../kit/module-web.tsx'

const found = import.meta.glob<ModuleWeb>('../../modules/*/web/index.tsx', { eager: true, import: 'default' })

/** The browser halves that stand in `src/modules`, in order of id. Adding one is adding its folder. */
export const modulesWeb: readonly ModuleWeb[] = Object.values(found).sort((a, b) => (a.id < b.id ? -1 : 1))

import type { z } from 'zod'
import type { CalmedQuery } from '../../core/api/alerts.ts'
import { severitiesIn } from '../../core/severity.ts'
import { typesOf } from '../assets/asset-types.ts'
import type { AssetKind } from '../modules/load.ts'
import type { LineFilter } from './read-lines.ts'

type Narrowed = Pick<z.infer<typeof CalmedQuery>, 'severity' | 'area' | 'agency' | 'module'>

/** What a request for the inbox is narrowed to, as its lines are asked for. */
export const lineFilterOf = (
  types: ReadonlyMap<string, AssetKind>,
  { severity, area, agency, module }: Narrowed,
): LineFilter => ({ severities: severitiesIn(severity), area, agency, types: typesOf(types, module) })

import type { AreaCounts } from '../../core/api/situation.ts'
import type { Db } from '../db/pool.ts'
import { iso } from '../http/present.ts'
import { countAreas } from '../situation/count-areas.ts'
import { wasInUse } from './heard-at.ts'
import { alertsOpenAt, momentOf } from './past-alerts.ts'

/** Communes as they were counted at a time; in which commune an asset lies is told as of today. */
export const readPastAreas = async (tx: Db, at: Date): Promise<AreaCounts> => ({
  areas: await countAreas(tx, { inUse: wasInUse(at), rows: alertsOpenAt(at), moment: momentOf(at) }),
  at: iso(at),
})

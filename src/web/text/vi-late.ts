import { accounts } from './vi/accounts.ts'
import { agencies } from './vi/agencies.ts'
import { areaFault } from './vi/area-fault.ts'
import { areaPolygons } from './vi/area-polygons.ts'
import { areas } from './vi/areas.ts'
import { broker } from './vi/broker.ts'
import { connection } from './vi/connection.ts'
import { extraField } from './vi/extra-field.ts'
import { figureKind } from './vi/figure-kind.ts'
import { keeping } from './vi/keeping.ts'
import { letter } from './vi/letter.ts'
import { ownMap } from './vi/own-map.ts'
import { post } from './vi/post.ts'
import { role } from './vi/role.ts'
import { rule } from './vi/rule.ts'
import { settings } from './vi/settings.ts'
import { trial } from './vi/trial.ts'

/** Texts of the settings and the connections, fetched with the first of their pages: most people never open one. */
export const viLate = {
  ...accounts,
  ...agencies,
  ...areas,
  ...areaFault,
  ...areaPolygons,
  ...ownMap,
  ...post,
  ...role,
  ...rule,
  ...connection,
  ...settings,
  ...trial,
  ...broker,
  ...figureKind,
  ...keeping,
  ...letter,
  ...extraField,
}

export type LateTexts = typeof viLate

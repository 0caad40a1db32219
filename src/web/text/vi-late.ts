import { accounts } from './vi/accounts.ts'
import { agencies } from './vi/agencies.ts'
import { areaFault } from './vi/area-fault.ts'
import { areaPolygons } from './vi/area-polygons.ts'
import { areas } from './vi/areas.ts'
import { audit } from './vi/audit.ts'
import { broker } from './vi/broker.ts'
import { bulletin } from './vi/bulletin.ts'
import { channel } from './vi/channel.ts'
import { connection } from './vi/connection.ts'
import { extraField } from './vi/extra-field.ts'
import { figureKind } from './vi/figure-kind.ts'
import { figures } from './vi/figures.ts'
import { history } from './vi/history.ts'
import { imports } from './vi/import.ts'
import { incident } from './vi/incident.ts'
import { indicator } from './vi/indicator.ts'
import { keeping } from './vi/keeping.ts'
import { late } from './vi/late.ts'
import { letter } from './vi/letter.ts'
import { load } from './vi/load.ts'
import { maintenance } from './vi/maintenance.ts'
import { ownMap } from './vi/own-map.ts'
import { post } from './vi/post.ts'
import { quality } from './vi/quality.ts'
import { report } from './vi/report.ts'
import { role } from './vi/role.ts'
import { rule } from './vi/rule.ts'
import { settings } from './vi/settings.ts'
import { trial } from './vi/trial.ts'

/** Texts of incidents, indicators, reports, settings and connections, fetched with the first of their pages. */
export const viLate = {
  ...bulletin,
  ...channel,
  ...report,
  ...history,
  ...incident,
  ...imports,
  ...load,
  ...indicator,
  ...quality,
  ...figures,
  ...accounts,
  ...agencies,
  ...areas,
  ...areaFault,
  ...areaPolygons,
  ...audit,
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
  ...late,
  ...letter,
  ...maintenance,
  ...extraField,
}

export type LateTexts = typeof viLate

import { accounts } from './en/accounts.ts'
import { agencies } from './en/agencies.ts'
import { areaFault } from './en/area-fault.ts'
import { areaPolygons } from './en/area-polygons.ts'
import { areas } from './en/areas.ts'
import { audit } from './en/audit.ts'
import { broker } from './en/broker.ts'
import { bulletin } from './en/bulletin.ts'
import { channel } from './en/channel.ts'
import { connection } from './en/connection.ts'
import { extraField } from './en/extra-field.ts'
import { figureKind } from './en/figure-kind.ts'
import { figures } from './en/figures.ts'
import { history } from './en/history.ts'
import { imports } from './en/import.ts'
import { incident } from './en/incident.ts'
import { indicator } from './en/indicator.ts'
import { keeping } from './en/keeping.ts'
import { late } from './en/late.ts'
import { letter } from './en/letter.ts'
import { load } from './en/load.ts'
import { maintenance } from './en/maintenance.ts'
import { ownMap } from './en/own-map.ts'
import { post } from './en/post.ts'
import { quality } from './en/quality.ts'
import { report } from './en/report.ts'
import { role } from './en/role.ts'
import { rule } from './en/rule.ts'
import { settings } from './en/settings.ts'
import { trial } from './en/trial.ts'
import type { LateTexts } from './vi-late.ts'

/** Texts of the settings and the connections in English. */
export const enLate: LateTexts = {
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

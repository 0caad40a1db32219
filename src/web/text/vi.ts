import { account } from './vi/account.ts'
import { accounts } from './vi/accounts.ts'
import { agencies } from './vi/agencies.ts'
import { alert } from './vi/alert.ts'
import { alertLine } from './vi/alert-line.ts'
import { areaFault } from './vi/area-fault.ts'
import { areaPolygons } from './vi/area-polygons.ts'
import { areas } from './vi/areas.ts'
import { arrival } from './vi/arrival.ts'
import { asset } from './vi/asset.ts'
import { assetPanel } from './vi/asset-panel.ts'
import { audit } from './vi/audit.ts'
import { broker } from './vi/broker.ts'
import { common } from './vi/common.ts'
import { connection } from './vi/connection.ts'
import { course } from './vi/course.ts'
import { extraField } from './vi/extra-field.ts'
import { firstHour } from './vi/first-hour.ts'
import { imports } from './vi/import.ts'
import { incident } from './vi/incident.ts'
import { indicator } from './vi/indicator.ts'
import { keeping } from './vi/keeping.ts'
import { letter } from './vi/letter.ts'
import { mapBase } from './vi/map-base.ts'
import { mapTool } from './vi/map-tool.ts'
import { message } from './vi/message.ts'
import { ownMap } from './vi/own-map.ts'
import { palette } from './vi/palette.ts'
import { past } from './vi/past.ts'
import { post } from './vi/post.ts'
import { register } from './vi/register.ts'
import { report } from './vi/report.ts'
import { role } from './vi/role.ts'
import { rule } from './vi/rule.ts'
import { screen } from './vi/screen.ts'
import { settings } from './vi/settings.ts'
import { shape } from './vi/shape.ts'
import { shell } from './vi/shell.ts'
import { situation } from './vi/situation.ts'
import { task } from './vi/task.ts'
import { trial } from './vi/trial.ts'

/** Every text of the shell in Vietnamese, the language of record; a file for each noun. The same file under `en/` must have the same keys or it does not compile. */
export const vi = {
  ...shell,
  ...common,
  ...account,
  ...accounts,
  ...situation,
  ...alert,
  ...alertLine,
  ...incident,
  ...task,
  ...indicator,
  ...report,
  ...agencies,
  ...areas,
  ...arrival,
  ...areaFault,
  ...areaPolygons,
  ...ownMap,
  ...palette,
  ...past,
  ...post,
  ...role,
  ...rule,
  ...asset,
  ...assetPanel,
  ...audit,
  ...connection,
  ...course,
  ...trial,
  ...broker,
  ...keeping,
  ...letter,
  ...mapBase,
  ...mapTool,
  ...message,
  ...register,
  ...firstHour,
  ...imports,
  ...extraField,
  ...screen,
  ...settings,
  ...shape,
}

/** The keys and shape both languages must have. */
export type Texts = typeof vi

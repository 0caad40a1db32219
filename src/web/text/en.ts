import { account } from './en/account.ts'
import { accounts } from './en/accounts.ts'
import { agencies } from './en/agencies.ts'
import { alert } from './en/alert.ts'
import { alertLine } from './en/alert-line.ts'
import { areaFault } from './en/area-fault.ts'
import { areaPolygons } from './en/area-polygons.ts'
import { areas } from './en/areas.ts'
import { arrival } from './en/arrival.ts'
import { asset } from './en/asset.ts'
import { assetPanel } from './en/asset-panel.ts'
import { audit } from './en/audit.ts'
import { broker } from './en/broker.ts'
import { common } from './en/common.ts'
import { connection } from './en/connection.ts'
import { course } from './en/course.ts'
import { extraField } from './en/extra-field.ts'
import { firstHour } from './en/first-hour.ts'
import { imports } from './en/import.ts'
import { incident } from './en/incident.ts'
import { indicator } from './en/indicator.ts'
import { keeping } from './en/keeping.ts'
import { letter } from './en/letter.ts'
import { mapBase } from './en/map-base.ts'
import { mapTool } from './en/map-tool.ts'
import { message } from './en/message.ts'
import { ownMap } from './en/own-map.ts'
import { palette } from './en/palette.ts'
import { past } from './en/past.ts'
import { post } from './en/post.ts'
import { register } from './en/register.ts'
import { report } from './en/report.ts'
import { role } from './en/role.ts'
import { rule } from './en/rule.ts'
import { screen } from './en/screen.ts'
import { settings } from './en/settings.ts'
import { shape } from './en/shape.ts'
import { shell } from './en/shell.ts'
import { situation } from './en/situation.ts'
import { task } from './en/task.ts'
import { trial } from './en/trial.ts'
import type { Texts } from './vi.ts'

/** Every text of the shell in English. */
export const en: Texts = {
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

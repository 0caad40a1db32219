import { account } from './vi/account.ts'
import { alert } from './vi/alert.ts'
import { alertLine } from './vi/alert-line.ts'
import { arrival } from './vi/arrival.ts'
import { asset } from './vi/asset.ts'
import { assetPanel } from './vi/asset-panel.ts'
import { common } from './vi/common.ts'
import { course } from './vi/course.ts'
import { file } from './vi/file.ts'
import { firstHour } from './vi/first-hour.ts'
import { mapBase } from './vi/map-base.ts'
import { mapTool } from './vi/map-tool.ts'
import { message } from './vi/message.ts'
import { narrow } from './vi/narrow.ts'
import { palette } from './vi/palette.ts'
import { past } from './vi/past.ts'
import { register } from './vi/register.ts'
import { screen } from './vi/screen.ts'
import { shape } from './vi/shape.ts'
import { shell } from './vi/shell.ts'
import { situation } from './vi/situation.ts'
import { task } from './vi/task.ts'
import type { LateTexts } from './vi-late.ts'

/** Every text but those that come late in Vietnamese, the language of record; a file for each noun. The same file under `en/` must have the same keys or it does not compile. */
export const vi = {
  ...shell,
  ...common,
  ...account,
  ...situation,
  ...alert,
  ...alertLine,
  ...narrow,
  ...file,
  ...task,
  ...arrival,
  ...palette,
  ...past,
  ...asset,
  ...assetPanel,
  ...course,
  ...mapBase,
  ...mapTool,
  ...message,
  ...register,
  ...firstHour,
  ...screen,
  ...shape,
}

/** The keys and shape both languages must have. */
export type FirstTexts = typeof vi
export type Texts = FirstTexts & LateTexts

import { account } from './en/account.ts'
import { alert } from './en/alert.ts'
import { alertLine } from './en/alert-line.ts'
import { arrival } from './en/arrival.ts'
import { asset } from './en/asset.ts'
import { assetPanel } from './en/asset-panel.ts'
import { common } from './en/common.ts'
import { course } from './en/course.ts'
import { file } from './en/file.ts'
import { firstHour } from './en/first-hour.ts'
import { mapBase } from './en/map-base.ts'
import { mapTool } from './en/map-tool.ts'
import { message } from './en/message.ts'
import { narrow } from './en/narrow.ts'
import { palette } from './en/palette.ts'
import { past } from './en/past.ts'
import { register } from './en/register.ts'
import { screen } from './en/screen.ts'
import { shape } from './en/shape.ts'
import { shell } from './en/shell.ts'
import { situation } from './en/situation.ts'
import { task } from './en/task.ts'
import type { FirstTexts } from './vi.ts'

/** Every text of the shell in English. */
export const en: FirstTexts = {
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

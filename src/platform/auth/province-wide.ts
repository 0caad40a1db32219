import { AppError } from '../../core/error.ts'
import type { Actor } from './actor.ts'

/** What holds for the whole province is changed by those only who answer for all of it. @throws {AppError} `not_permitted` */
export function provinceWideOnly(actor: Actor): Actor {
  if (actor.reach === 'province') return actor
  throw new AppError('not_permitted', 403, {
    detail: 'this changes what every agency uses; it needs an account whose reach is the whole province',
  })
}

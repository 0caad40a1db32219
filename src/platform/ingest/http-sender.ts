import { AppError } from '../../core/error.ts'
import type { Sender } from './incoming.ts'
import { credentialKey, WrongAttempts } from './wrong-attempts.ts'

/** So long a credential that was found is believed: what is revoked is shut out after that. */
const believedMs = 5_000
const remembered = 5_000

/** Name and secret in `Authorization: Basic name:secret`, or in `Bearer name:secret`; null when there are none. */
export function readAuthorization(header: string | undefined): { name: string; secret: string } | null {
  const [, scheme = '', rest = ''] = /^(basic|bearer) +([\x21-\x7e]+)$/i.exec(header ?? '') ?? []
  const pair = scheme.toLowerCase() === 'basic' ? Buffer.from(rest, 'base64').toString('utf8') : decodeBearer(rest)
  const colon = pair.indexOf(':')
  if (colon < 1) return null
  return { name: pair.slice(0, colon), secret: pair.slice(colon + 1) }
}

/** A header is ASCII; a name that is not is percent-encoded. */
function decodeBearer(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Finds who sends a request, by the credentials that devices have. */
export class SenderFinder {
  readonly #findSender: (name: string, secret: string) => Promise<Sender | null>
  /** `untilMs`: of a clock that nobody sets. */
  readonly #believed = new Map<string, { sender: Sender; untilMs: number }>()
  readonly #wrong = new WrongAttempts()

  constructor(findSender: (name: string, secret: string) => Promise<Sender | null>) {
    this.#findSender = findSender
  }

  /** @throws {AppError} `wrong_credential` (401), `too_many_attempts` (429) */
  async find(header: string | undefined, address: string): Promise<Sender> {
    const given = readAuthorization(header)
    if (!given) {
      throw new AppError('wrong_credential', 401, {
        detail: 'send name and secret of a device credential: Authorization: Basic base64(name:secret)',
      })
    }
    const { name, secret } = given
    const key = credentialKey(name, secret)
    const believed = this.#believed.get(key)
    if (believed && believed.untilMs > performance.now()) return believed.sender
    const waitS = this.#wrong.waitS(address, name, key)
    if (waitS > 0)
      throw new AppError('too_many_attempts', 429, { detail: `too many wrong credentials; wait ${waitS} s` })
    // A name that PostgreSQL cannot hold belongs to nobody.
    const sender = name.includes('\0') ? null : await this.#findSender(name, secret)
    if (!sender) {
      this.#wrong.add(address, name, key)
      throw new AppError('wrong_credential', 401, { detail: `no credential with name «${name}» and this secret` })
    }
    this.#wrong.wasRight(key)
    if (this.#believed.size >= remembered) this.#believed.clear()
    this.#believed.set(key, { sender, untilMs: performance.now() + believedMs })
    return sender
  }
}

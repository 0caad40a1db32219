import { isIP } from 'node:net'
import { createSecureContext, rootCertificates } from 'node:tls'
import { z } from 'zod'
import { openPlaces } from '../../core/poll/places.ts'
import { addressGuard } from './allowed-addresses.ts'
import type { CheckTools } from './check-site.ts'
import { openResolver } from './resolve.ts'

const isNetwork = (text: string) => {
  const [base = '', prefix = '', ...rest] = text.split('/')
  const bits = isIP(base) === 4 ? 32 : isIP(base) === 6 ? 128 : -1
  return rest.length === 0 && /^\d{1,3}$/.test(prefix) && Number(prefix) <= bits
}

const isServer = (text: string) =>
  isIP(text.replace(/^\[(.*)\](:\d+)?$/, '$1')) !== 0 || isIP(text.replace(/:\d+$/, '')) === 4

const areRoots = (text: string) => {
  try {
    createSecureContext({ ca: text })
    return text === '' || text.includes('BEGIN CERTIFICATE')
  } catch {
    return false
  }
}

/** Settings of the connector. The figures are ours: how often is a choice of the operator, no rule is known that sets it. */
export const PollSettings = z.object({
  intervalS: z
    .int()
    .min(1)
    .max(3_600)
    .default(60)
    .meta({ label: { vi: 'Kiểm tra mỗi', en: 'Check every' }, unit: 's' }),
  /** Tries at once. A site that hangs holds a place for `timeoutS`. */
  concurrency: z
    .int()
    .min(1)
    .max(2_000)
    .default(400)
    .meta({ label: { vi: 'Số trang kiểm tra cùng lúc', en: 'Sites at once' } }),
  /** With three tries and the pauses between them, a site that hangs is decided within the minute. */
  timeoutS: z
    .number()
    .min(0.1)
    .max(60)
    .default(10)
    .meta({ label: { vi: 'Chờ trả lời tối đa', en: 'Wait for an answer at most' }, unit: 's' }),
  retries: z
    .int()
    .min(0)
    .max(5)
    .default(2)
    .meta({ label: { vi: 'Số lần thử lại trước khi coi là hỏng', en: 'Tries again before it counts as down' } }),
  retryDelayS: z
    .number()
    .min(0)
    .max(60)
    .default(4)
    .meta({ label: { vi: 'Nghỉ giữa hai lần thử', en: 'Pause between tries' }, unit: 's' }),
  maxBytes: z
    .int()
    .min(1_024)
    .max(16_777_216)
    .default(1_048_576)
    .meta({ label: { vi: 'Đọc tối đa của một trang', en: 'Read at most of a page' }, unit: 'B' }),
  maxRedirects: z
    .int()
    .min(0)
    .max(20)
    .default(5)
    .meta({ label: { vi: 'Số lần chuyển hướng tối đa', en: 'Redirects at most' } }),
  /** Name servers to ask; none: those of the machine. */
  resolvers: z
    .array(z.string().refine(isServer, 'an address such as 203.113.131.1 or [2001:db8::1]:5353'))
    .max(8)
    .default([])
    .meta({
      label: { vi: 'Máy chủ tên miền', en: 'Name servers' },
      hint: {
        vi: 'Mỗi dòng một địa chỉ, ví dụ 203.113.131.1. Để trống: dùng của máy này.',
        en: 'One address a line, e.g. 203.113.131.1. Empty: those of this machine.',
      },
    }),
  /** Networks besides the public ones whose sites may be asked, such as the province's own. */
  allowedNetworks: z
    .array(z.string().refine(isNetwork, 'a network such as 10.20.0.0/16'))
    .max(100)
    .default([])
    .meta({
      label: { vi: 'Mạng nội bộ được phép kiểm tra', en: 'Private networks that may be asked' },
      hint: { vi: 'Mỗi dòng một mạng, ví dụ 10.20.0.0/16.', en: 'One network a line, e.g. 10.20.0.0/16.' },
    }),
  /** Roots to trust besides the usual ones, as PEM. */
  extraRootsPem: z
    .string()
    .max(200_000)
    .refine(areRoots, 'certificates as PEM')
    .default('')
    .meta({
      label: { vi: 'Chứng thư gốc được tin thêm', en: 'Further trusted roots' },
      hint: { vi: 'Dạng PEM, nối tiếp nhau.', en: 'As PEM, one after another.' },
      multiline: true,
    }),
})
export type PollSettings = z.infer<typeof PollSettings>

/** What checks need, made once for a run: reading the roots takes tens of milliseconds. */
export function openCheckTools(settings: PollSettings, now: () => Date): CheckTools {
  const roots = settings.extraRootsPem === '' ? [] : [settings.extraRootsPem]
  return {
    resolve: openResolver(settings.resolvers),
    mayAsk: addressGuard(settings.allowedNetworks),
    // Level 0 lets a weak certificate through the handshake: it is judged, and the page is read all the same.
    context: createSecureContext({ ca: [...rootCertificates, ...roots], ciphers: 'DEFAULT:@SECLEVEL=0' }),
    timeoutMs: settings.timeoutS * 1_000,
    maxBytes: settings.maxBytes,
    maxRedirects: settings.maxRedirects,
    now,
    places: openPlaces(settings.concurrency),
    retries: settings.retries,
    retryDelayMs: settings.retryDelayS * 1_000,
  }
}

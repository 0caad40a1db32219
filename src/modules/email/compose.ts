import type { ChannelMessage } from '../../core/channel.ts'
import type { MailSettings } from './settings.ts'

/** The parts of a mail that say something; the wire form is the library's. */
export interface Mail {
  readonly from: { readonly name: string; readonly address: string }
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly date: Date
  /** The same at each try, so that mail servers and readers can tell a repetition (RFC 5322 section 3.6.4). */
  readonly messageId: string
  readonly headers: Readonly<Record<string, string>>
}

const longestSubject = 200

/** A message as a mail: Vietnamese first, English below, the page of what it is about where the centre's address is known. */
export function composeMail(message: ChannelMessage, settings: MailSettings): Mail {
  const { title, body, page, at, id, address, agency } = message
  const base = settings.page_base.replace(/\/+$/, '')
  const link = page && base ? `${base}${page}` : null
  const text = [
    `Kính gửi: ${agency}`,
    body.vi,
    ...(link ? [`Mở tại: ${link}`] : []),
    'Thư do hệ thống tự gửi, không cần trả lời.',
    // What people wrote is there in one language.
    ...(body.en === body.vi ? [] : ['--', title.en, body.en]),
  ].join('\n\n')
  const host = settings.sender.split('@')[1] || 'localhost'
  return {
    from: { name: settings.sender_name, address: settings.sender },
    to: address,
    // A line end in a title would begin a header of its own.
    subject: title.vi.replaceAll(/\s+/g, ' ').slice(0, longestSubject),
    text,
    date: at,
    messageId: `<${id}@${host}>`,
    // No holiday replies to a machine (RFC 3834 section 5).
    headers: { 'Auto-Submitted': 'auto-generated' },
  }
}

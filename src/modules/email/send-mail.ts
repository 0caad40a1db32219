import { connect, type Socket } from 'node:net'
import { rootCertificates } from 'node:tls'
import { type ChannelIo, type ChannelMessage, type Receipt, Undeliverable } from '../../core/channel.ts'
import { composeMail } from './compose.ts'
import type { MailSettings } from './settings.ts'

const answerWithinMs = 20_000

/**
 * Hands one mail to the server. The certificate of the server is checked unless `security` is `none`, and then no password is sent.
 * @throws {Undeliverable} when the server refuses the address or the mail for good (RFC 5321 section 4.2.1: replies of 5yz)
 */
export async function sendMail(message: ChannelMessage, settings: MailSettings, io: ChannelIo): Promise<Receipt> {
  const { host, port, security, user, password, roots_pem: roots } = settings
  const { createTransport } = await import('nodemailer')
  const transport = createTransport({
    host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    ...(roots.trim() ? { tls: { ca: [...rootCertificates, roots] } } : {}),
    ...(user && security !== 'none' ? { auth: { user, pass: password } } : {}),
    // The socket is ours, so that a try that is broken off lets go of it.
    getSocket: (_, done) => openSocket(settings, io.signal, done),
    greetingTimeout: answerWithinMs,
    socketTimeout: answerWithinMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  try {
    const { response } = await transport.sendMail(composeMail(message, settings))
    return { state: 'sent', note: response }
  } catch (error) {
    throw isRefusedForGood(error) ? new Undeliverable((error as Error).message) : error
  } finally {
    transport.close()
  }
}

function openSocket(
  { host, port }: MailSettings,
  signal: AbortSignal,
  done: (error: Error | null, socket?: { connection: Socket }) => void,
): void {
  const socket = connect({ host, port, signal, timeout: answerWithinMs })
  const late = () => socket.destroy(new Error(`no connection to ${host}:${port} within ${answerWithinMs / 1_000} s`))
  const fail = (error: Error) => done(error)
  socket.once('timeout', late)
  socket.once('error', fail)
  socket.once('connect', () => {
    socket.off('timeout', late)
    socket.off('error', fail)
    done(null, { connection: socket })
  })
}

/** Of the address or the content only: a wrong password or a server that is not ours is for operators to mend, and then it goes. */
function isRefusedForGood(error: unknown): boolean {
  const { responseCode = 0, command = '' } = error as { responseCode?: number; command?: string }
  return responseCode >= 500 && ['RCPT TO', 'DATA'].includes(command)
}

import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer } from 'smtp-server'

/** A real SMTP server on the loopback, which keeps what it takes and refuses mailboxes that begin with `khong-co`. */
export interface MailServer {
  readonly port: number
  readonly mails: readonly { readonly to: string; readonly mail: Email }[]
  close(): Promise<void>
}

/** Opens one, without encryption and without login. */
export async function openMailServer(): Promise<MailServer> {
  const mails: { to: string; mail: Email }[] = []
  const server = new SMTPServer({
    authOptional: true,
    hideSTARTTLS: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo({ address }, _, done) {
      const refusal = Object.assign(new Error('5.1.1 no such user'), { responseCode: 550 })
      done(address.startsWith('khong-co') ? refusal : null)
    },
    onData(stream, { envelope }, done) {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', async () => {
        const mail = await PostalMime.parse(Buffer.concat(parts))
        for (const { address } of envelope.rcptTo) mails.push({ to: address, mail })
        done(null, '2.0.0 Ok: queued as 4F7A91')
      })
    },
  })
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const { port } = server.server.address() as AddressInfo
  return { port, mails, close: () => new Promise((resolve) => server.close(() => resolve())) }
}

/** Settings by which the channel of electronic mail reaches it. */
export const mailSettings = ({ port }: MailServer) => ({
  host: '127.0.0.1',
  port,
  security: 'none',
  sender: 'dieuhanh@hue.example',
})

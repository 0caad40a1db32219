import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import PostalMime from 'postal-mime'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type ChannelMessage, Undeliverable } from '../../src/core/channel.ts'
import module from '../../src/modules/email/module.ts'
import { MailSettings } from '../../src/modules/email/settings.ts'
import { ensureTlsPair } from '../../src/platform/http/certificate.ts'

const [channel] = module.channels ?? []
if (!channel) throw new Error('the module declares its channel')

const folder = mkdtempSync(join(tmpdir(), 'nhip-mail-'))
let pair: { cert: string; key: string }
let roots: string
beforeAll(async () => {
  pair = await ensureTlsPair(folder, '127.0.0.1')
  roots = readFileSync(join(folder, 'ca.crt'), 'utf8')
})
afterAll(() => rmSync(folder, { recursive: true }))

const open: (() => Promise<void>)[] = []
afterEach(() => Promise.all(open.splice(0).map((close) => close())))

interface Taken {
  readonly from: string
  readonly to: readonly string[]
  readonly raw: string
  readonly isSecure: boolean
}

/** A real SMTP server on the loopback, which keeps what it takes. */
async function serve(options: SMTPServerOptions = {}) {
  const taken: Taken[] = []
  const logins: string[] = []
  const server = new SMTPServer({
    ...pair,
    authOptional: true,
    onAuth({ username = '', password = '' }, _, done) {
      logins.push(`${username}:${password}`)
      if (password === 'đúng') done(null, { user: username })
      else done(new Error('535 wrong password'))
    },
    onData(stream, session, done) {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope
        taken.push({
          from: mailFrom ? mailFrom.address : '',
          to: rcptTo.map(({ address }) => address),
          raw: Buffer.concat(parts).toString('utf8'),
          isSecure: session.secure,
        })
        done(null, 'queued as 77')
      })
    },
    ...options,
  })
  server.on('error', () => undefined)
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  open.push(() => new Promise((resolve) => server.close(() => resolve())))
  const { port } = server.server.address() as AddressInfo
  return { port, taken, logins }
}

const settingsFor = (port: number, more: Partial<MailSettings> = {}) =>
  MailSettings.parse({
    host: '127.0.0.1',
    port,
    sender: 'dieuhanh@hue.example',
    sender_name: 'Trung tâm điều hành thành phố Huế',
    page_base: 'https://dieuhanh.example/',
    roots_pem: roots,
    ...more,
  })

const message: ChannelMessage = {
  id: '019ab0c0-0000-7000-8000-000000000001',
  address: 'vanthu@huongtra.example',
  agency: 'Ủy ban nhân dân phường Hương Trà',
  title: {
    vi: 'Quá hạn: Rà soát, hoàn thiện Quy chế quản lý, vận hành Trung tâm giám sát,\nđiều hành đô thị thông minh',
    en: 'Overdue: Review the regulation',
  },
  body: { vi: 'Nhiệm vụ: Rà soát quy chế\n.\nHạn hoàn thành: 30/11/2026', en: 'What to do: review' },
  page: '/so/directives/directive?id=1',
  at: new Date('2026-11-22T03:00:00Z'),
}
const io = { signal: new AbortController().signal, now: () => new Date() }
const send = (settings: MailSettings, about: Partial<ChannelMessage> = {}) =>
  channel.deliver({ ...message, ...about }, settings, io)

test.for(['starttls', 'tls'] as const)(
  'a mail over %s arrives word for word, over a checked certificate',
  async (security) => {
    const { port, taken, logins } = await serve({ secure: security === 'tls', authOptional: false })
    const receipt = await send(settingsFor(port, { security, user: 'dieuhanh', password: 'đúng' }))
    expect(receipt).toEqual({ state: 'sent', note: expect.stringContaining('queued as 77') })
    expect(logins).toEqual(['dieuhanh:đúng'])
    expect(taken).toMatchObject([{ from: 'dieuhanh@hue.example', to: ['vanthu@huongtra.example'], isSecure: true }])
    const mail = await PostalMime.parse(taken[0]?.raw ?? '')
    expect(mail).toMatchObject({
      subject: 'Quá hạn: Rà soát, hoàn thiện Quy chế quản lý, vận hành Trung tâm giám sát, điều hành đô thị thông minh',
      from: { name: 'Trung tâm điều hành thành phố Huế', address: 'dieuhanh@hue.example' },
      to: [{ address: 'vanthu@huongtra.example' }],
      messageId: '<019ab0c0-0000-7000-8000-000000000001@hue.example>',
      date: '2026-11-22T03:00:00.000Z',
    })
    expect(mail.headers.find(({ key }) => key === 'auto-submitted')?.value).toBe('auto-generated')
    expect(mail.text).toContain('Kính gửi: Ủy ban nhân dân phường Hương Trà')
    // A line of a single point ends a mail on the wire unless it is doubled (RFC 5321 section 4.5.2).
    expect(mail.text).toContain('Nhiệm vụ: Rà soát quy chế\n.\nHạn hoàn thành: 30/11/2026')
    expect(mail.text).toContain('Mở tại: https://dieuhanh.example/so/directives/directive?id=1\n')
  },
)

test('a certificate that is not trusted gets no mail and no password', async () => {
  const { port, taken, logins } = await serve()
  const settings = settingsFor(port, { roots_pem: '', user: 'dieuhanh', password: 'đúng' })
  await expect(send(settings)).rejects.toThrow(/certificate/)
  expect([taken, logins]).toEqual([[], []])
})

test('a server that offers no encryption gets nothing unless the settings say so, and then no password', async () => {
  const { port, taken, logins } = await serve({
    hideSTARTTLS: true,
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
  })
  await expect(send(settingsFor(port, { user: 'dieuhanh', password: 'đúng' }))).rejects.toThrow(/STARTTLS|TLS/i)
  await send(settingsFor(port, { security: 'none', user: 'dieuhanh', password: 'đúng' }))
  expect(taken).toMatchObject([{ isSecure: false }])
  expect(logins).toEqual([])
})

test('an address that the server refuses for good is not worth another try; one that it refuses for now is', async () => {
  const refusing = (code: number) =>
    serve({
      onRcptTo(_, __, done) {
        done(Object.assign(new Error('mailbox says no'), { responseCode: code }))
      },
    })
  const forGood = send(settingsFor((await refusing(550)).port))
  await expect(forGood).rejects.toThrow(Undeliverable)
  const forNow = send(settingsFor((await refusing(451)).port))
  await expect(forNow).rejects.toThrow(/mailbox says no/)
  await expect(forNow).rejects.not.toThrow(Undeliverable)
})

test('a wrong password, a server that is away and one that says nothing are worth another try', async () => {
  const { port } = await serve({ authOptional: false })
  const wrong = send(settingsFor(port, { user: 'dieuhanh', password: 'sai' }))
  await expect(wrong).rejects.toThrow(/535|wrong|Invalid login/)
  await expect(wrong).rejects.not.toThrow(Undeliverable)
  const away = createServer().listen(0, '127.0.0.1')
  await once(away, 'listening')
  const { port: closed } = away.address() as AddressInfo
  await new Promise((resolve) => away.close(resolve))
  await expect(send(settingsFor(closed))).rejects.not.toThrow(Undeliverable)
})

test('a try that is broken off lets go of a server that says nothing', async () => {
  const ended = Promise.withResolvers<void>()
  const heard = Promise.withResolvers<void>()
  const silent = createServer((socket) => {
    heard.resolve()
    socket.resume()
    socket.on('error', () => undefined)
    socket.on('close', () => ended.resolve())
  }).listen(0, '127.0.0.1')
  await once(silent, 'listening')
  open.push(() => new Promise((resolve) => silent.close(() => resolve())))
  const run = new AbortController()
  const { port } = silent.address() as AddressInfo
  const sending = channel.deliver(message, settingsFor(port), { ...io, signal: run.signal })
  const failed = expect(sending).rejects.toThrow()
  await heard.promise
  run.abort()
  await Promise.all([failed, ended.promise])
})

test.for([
  ['vanthu@hue.gov.vn', true],
  ["o'neil+1@a.b-c.vn", true],
  ['vanthu', false],
  ['a@b, c@d', false],
  ['Văn thư <a@b.vn>', false],
  ['a@b.vn\r\nBcc: c@d.vn', false],
  ['a b@c.vn', false],
  ['@c.vn', false],
] as const)('%j as a mailbox: %s', ([address, isGood]) => {
  expect(channel.addressFault(address) === null).toBe(isGood)
})

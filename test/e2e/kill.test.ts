import mqtt from 'mqtt'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { until } from '../centre.ts'
import { adminPassword, type RunningCentre, runCentre, signIn } from '../running-centre.ts'

let centre: RunningCentre
beforeAll(async () => {
  centre = await runCentre()
}, 90_000)
afterAll(() => centre?.stop())

/** A device that sends one reading after the other and remembers which were acknowledged. */
function startDevice(login: { username: string; password: string }, firstAt: number) {
  const client = mqtt.connect(centre.mqttAddress, {
    ...login,
    protocolVersion: 4,
    reconnectPeriod: 200,
    clean: false,
    clientId: 'kill-test',
  })
  client.on('error', () => undefined)
  const acknowledged = new Map<number, number>()
  let isStopping = false
  const running = (async () => {
    for (let index = 0; !isStopping; index++) {
      const at = firstAt + index * 1_000
      // Rises past alert level 3 after a while and stays there.
      const value = Math.min(4 + index / 100, 4.8)
      const sent = await client
        .publishAsync('nhip/v1/phu-oc/water_level', JSON.stringify({ at: new Date(at).toISOString(), value }), {
          qos: 1,
        })
        .then(
          () => true,
          () => false,
        )
      if (sent) acknowledged.set(at, value)
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
    await client.endAsync(true)
  })()
  return {
    acknowledged,
    async stop() {
      isStopping = true
      await running
    },
  }
}

test('the chain goes on from where it was when PostgreSQL and the server are killed in the middle of it', async () => {
  const firstAt = Date.now() - 3 * 3_600_000
  const device = startDevice(centre.credential('thiet-bi-thu', ['phu-oc']), firstAt)
  const officer = await signIn(centre.address, 'admin', adminPassword)
  const isReady = () =>
    fetch(`${centre.address}/readyz`).then(
      (answer) => answer.ok,
      () => false,
    )
  const acked = (count: number) =>
    until(`${count} readings acknowledged`, async () => device.acknowledged.size >= count, 60_000)
  const critical = () =>
    until(
      'the critical alert heads its line',
      async () => {
        const { status, body } = await officer.ask('GET', '/api/alerts?state=all')
        const worst = status === 200 && body.items.find((item: { severity: string }) => item.severity === 'crit')
        // The two that the water passed on its way stand in the line of the worst a moment after it fired.
        const isLined = (item: { line: { id: string } | null }) => item.line?.id === worst.id
        return worst && body.items.filter(isLined).length === 2 && worst
      },
      60_000,
    )

  await acked(20)
  process.kill(centre.postgresPid(), 'SIGKILL')
  await until('the loss of PostgreSQL is told', async () => !(await isReady()), 20_000)
  await until('the centre is ready again', isReady, 30_000)
  await acked(60)
  const alert = await critical()

  expect((await officer.ask('POST', `/api/alerts/${alert.id}/acknowledge`)).status).toBe(200)
  const opened = await officer.ask('POST', '/api/incidents', { alertId: alert.id })
  expect(opened.status).toBe(201)

  const before = device.acknowledged.size
  await centre.kill()
  await centre.start()
  await acked(before + 20)
  // The session outlives the server; so does what was done.
  expect((await officer.ask('GET', `/api/alerts/${alert.id}`)).body).toMatchObject({
    handling: 'in_work',
    incident: { id: opened.body.id },
  })

  const agencies = await officer.ask('GET', '/api/agencies')
  const other = agencies.body.items.find((agency: { code: string }) => agency.code === 'H57.905')
  const task = await officer.ask('POST', `/api/incidents/${opened.body.id}/tasks`, {
    title: 'Đóng đường ngập',
    agencyId: other.id,
  })
  expect(task.status).toBe(201)

  process.kill(centre.postgresPid(), 'SIGKILL')
  await until('the centre is ready again', isReady, 30_000)
  const form = new FormData()
  form.append('file', new Blob(['anh']), 'anh.jpg')
  // Ready may be said of the moment before the death was noticed; then 503 says that nothing was kept.
  await until(
    'the file is kept',
    async () => {
      const { status } = await officer.ask('POST', `/api/tasks/${task.body.id}/evidence`, form)
      expect([201, 503]).toContain(status)
      return status === 201
    },
    30_000,
  )
  expect((await officer.ask('POST', `/api/tasks/${task.body.id}/complete`, { result: 'đã đóng' })).status).toBe(200)
  expect((await officer.ask('POST', `/api/incidents/${opened.body.id}/close`, { note: 'xong' })).status).toBe(200)

  await device.stop()
  const from = new Date(firstAt).toISOString()
  const { body } = await officer.ask('GET', `/api/readings?asset=phu-oc&series=water_level&from=${from}&limit=10000`)
  const stored = new Map<number, number>(
    body.items.map((item: { at: string; value: number }) => [Date.parse(item.at), item.value]),
  )
  expect(stored.size).toBe(body.items.length)
  for (const [at, value] of device.acknowledged) expect(stored.get(at)).toBe(value)

  const all = await officer.ask('GET', '/api/alerts?state=all')
  const fired = all.body.items.map(
    (item: { severity: string; handling: string }) => `${item.severity} ${item.handling}`,
  )
  expect(fired.sort()).toEqual(['crit done', 'major done', 'minor done'])
  const period = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 7)
  const indicator = await officer.ask('GET', `/api/indicators/alerts_handled_in_time?period=${period}`)
  expect(indicator.body.total).toMatchObject({ fired: 3, inTime: 3, notDue: 0 })
}, 180_000)

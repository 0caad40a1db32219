import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import mqtt from 'mqtt'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { until } from '../centre.ts'
import { adminPassword, runCentre, signIn } from '../running-centre.ts'
import { copyTree, type Tree } from './tree.ts'

let tree: Tree
beforeAll(() => {
  tree = copyTree({ name: 'this user', uid: process.geteuid?.() ?? 0, gid: process.getegid?.() ?? 0 })
}, 60_000)
afterAll(() => tree.remove())

test('a module that a command made works without any other change; removed, it leaves a start that says what is orphaned', async () => {
  execFileSync(process.execPath, ['scripts/new-module.ts', 'public-wifi', 'record', 'connector'], { cwd: tree.path })
  const centre = await runCentre(['--no-replay'], tree.path)
  try {
    const admin = await signIn(centre.address, 'admin', adminPassword)
    const { body: agencies } = await admin.ask('GET', '/api/agencies')
    const asset = {
      code: 'wifi-1',
      type: 'public_wifi',
      name: 'Điểm Wi-Fi chợ Đông Ba',
      agencyId: agencies.items[0].id,
    }
    expect((await admin.ask('POST', '/api/assets', asset)).status).toBe(201)
    const device = await mqtt.connectAsync(centre.mqttAddress, {
      ...centre.credential('ap', ['wifi-1']),
      protocolVersion: 4,
    })
    const publish = (series: string, value: number, agoS: number) => {
      const at = new Date(Date.now() - agoS * 1_000).toISOString()
      return device.publishAsync(`nhip/v1/wifi-1/${series}`, JSON.stringify({ at, value }), { qos: 1 })
    }
    const alertOf = (condition: string, title: string) =>
      until(`«${title}» is ${condition}`, async () => {
        const { body } = await admin.ask('GET', '/api/alerts?state=all')
        const own = body.items.filter((item: { asset: { code: string } }) => item.asset.code === 'wifi-1')
        return own.find((item: { title: { vi: string }; condition: string }) => {
          return item.title.vi === title && item.condition === condition
        })
      })
    await publish('level', 7, 0)
    await alertOf('firing', 'Điểm Wi-Fi chợ Đông Ba: 7%, dưới 20%')

    // A device that tells later what it found: rules go by when it was measured. Three minutes, not two.
    const notReached = 'Điểm Wi-Fi chợ Đông Ba: không kết nối được'
    await publish('up', 0, 190)
    await publish('up', 0, 70)
    await publish('level', 90, 0)
    await alertOf('resolved', 'Điểm Wi-Fi chợ Đông Ba: 7%, dưới 20%')
    const { body: early } = await admin.ask('GET', '/api/alerts?state=all')
    expect(JSON.stringify(early)).not.toContain(notReached)
    await publish('up', 0, 5)
    await alertOf('firing', notReached)
    await device.endAsync()

    const register = '/api/public-wifi/licences'
    const values = { title: 'Wi-Fi chợ Đông Ba', holder: 'Ban quản lý chợ', expires_on: '2027-01-31', device: 'wifi-1' }
    const draft = await admin.ask('POST', register, { agencyId: asset.agencyId, values })
    expect(draft.status, JSON.stringify(draft.body)).toBe(201)
    const granted = await admin.ask('POST', `${register}/${draft.body.id}/moves/grant`, { version: 1 })
    expect(granted.body).toMatchObject({ state: 'in_force', number: expect.stringMatching(/^GP-.+-\d{4}-0001$/) })
    expect(granted.body.refs.assets).toMatchObject([{ code: 'wifi-1', address: '/thiet-bi/wifi-1' }])
    // A Sunday: a licence ends with its day, whoever works.
    expect(granted.body.deadlines).toMatchObject([{ rule: 'expiry', dueAt: '2027-01-31T16:59:59.999Z' }])
    const rule = '/api/deadline-rules/public-wifi.licence/expiry'
    expect((await admin.ask('PATCH', rule, { warnWorkingHours: 2_000 })).status).toBe(200)
    const told = await until(
      'the agency is told that the licence ends',
      async () => {
        const { body } = await admin.ask('GET', '/api/messages')
        return body.items[0]
      },
      20_000,
    )
    expect(told).toMatchObject({
      title: { vi: 'Giấy phép sắp hết hạn: Wi-Fi chợ Đông Ba' },
      body: { vi: `Số: ${granted.body.number}\nHết hạn: 31/01/2027` },
      source: { id: 'public-wifi/tell_near' },
    })
    const { body: found } = await admin.ask('GET', '/api/things?q=wifi-1')
    expect(found.items.map(({ kind }: { kind: string }) => kind)).toContain('asset')

    const controller = createServer((_, response) => response.end('{ "level": 64 }'))
    await new Promise<void>((resolve) => controller.listen(0, '127.0.0.1', resolve))
    // A server that listens on a port has an address of this form.
    const { port } = controller.address() as AddressInfo
    const config = { baseUrl: `http://127.0.0.1:${port}`, intervalS: 1 }
    expect((await admin.ask('POST', '/api/connectors/public-wifi/poll', { config })).status).toBe(200)
    const lastValue = async (wanted: string) => {
      const { body } = await admin.ask('GET', '/api/assets/wifi-1')
      return body.series.find(({ key }: { key: string }) => key === wanted).lastValue
    }
    await until('its connector reads the controller', async () => (await lastValue('level')) === 64)
    await until('it says that it could', async () => (await lastValue('up')) === 1)
    await alertOf('resolved', notReached)
    controller.close()
    controller.closeAllConnections()
    await until('it says that the controller does not answer any more', async () => (await lastValue('up')) === 0)

    await centre.kill()
    rmSync(join(tree.path, 'src/modules/public-wifi'), { recursive: true })
    await centre.start()
    expect(centre.output()).toContain('orphaned: 1 assets of type «public_wifi» belong to no module any more')
    expect(centre.output()).toContain('orphaned: 1 records «public-wifi.licence» belong to no module any more')
    expect(centre.output()).toContain('orphaned: connector «public-wifi/poll» has settings, and no module declares it')
    expect(centre.output()).toContain('orphaned: reaction «public-wifi/tell_near» keeps its place, and no module')
    expect((await admin.ask('GET', '/api/assets/wifi-1')).body).toMatchObject({ name: asset.name, type: 'public_wifi' })
    expect((await admin.ask('POST', '/api/assets', { ...asset, code: 'wifi-2' })).body.code).toBe('unknown_asset_type')
  } finally {
    await centre.stop()
  }
}, 120_000)

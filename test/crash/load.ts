import mqtt from 'mqtt'
import { openLive } from '../live-page.ts'
import type { RunningCentre, signIn } from '../running-centre.ts'
import { levelOf } from './expected.ts'

const pauseMs = 30
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** Something that sends minute after minute of some stations, each until it is acknowledged. */
export interface Sender {
  /** Minutes acknowledged, from 0 on. */
  done(): number
  /** Ends after the minute under way; everything it began is acknowledged then. */
  stop(): Promise<void>
}

/** @param send false: not acknowledged */
function startSender(send: (minute: number) => Promise<boolean>, onDone: (minute: number) => void): Sender {
  let minute = 0
  let isOver = false
  const running = (async () => {
    for (; !isOver; minute++) {
      while (!(await send(minute).catch(() => false))) await pause(100)
      onDone(minute)
      await pause(pauseMs)
    }
  })()
  return {
    done: () => minute,
    async stop() {
      isOver = true
      await running
    },
  }
}

export const codeOf = (station: number) => `tram-${station}`

/** Sends a minute of all of `stations` in one request. */
export function startHttpSender(
  centre: RunningCentre,
  login: { username: string; password: string },
  stations: readonly number[],
  at: (minute: number) => Date,
  onDone: (minute: number) => void,
): Sender {
  const authorization = `Basic ${Buffer.from(`${login.username}:${login.password}`).toString('base64')}`
  return startSender(async (minute) => {
    const readings = stations.map((station) => ({
      ...{ asset: codeOf(station), series: 'water_level', at: at(minute).toISOString() },
      value: levelOf(station, minute),
    }))
    const answer = await fetch(`${centre.address}/api/ingest/readings`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify({ readings }),
    })
    if (answer.status !== 200) return false
    const { stored, duplicate } = (await answer.json()) as { stored: number; duplicate: number }
    if (stored + duplicate !== stations.length) throw new Error(`of ${stations.length} only ${stored} + ${duplicate}`)
    return true
  }, onDone)
}

/** Publishes minute after minute of one station, QoS 1. */
export function startDevice(
  centre: RunningCentre,
  login: { username: string; password: string },
  station: number,
  at: (minute: number) => Date,
): Sender {
  const client = mqtt.connect(centre.mqttAddress, {
    ...{ ...login, protocolVersion: 4, reconnectPeriod: 200, clean: false, clientId: `crash-${station}` },
  })
  client.on('error', () => undefined)
  const sender = startSender(
    async (minute) => {
      const message = JSON.stringify({ at: at(minute).toISOString(), value: levelOf(station, minute) })
      await client.publishAsync(`nhip/v1/${codeOf(station)}/water_level`, message, { qos: 1 })
      return true
    },
    () => undefined,
  )
  return {
    done: sender.done,
    async stop() {
      await sender.stop()
      await client.endAsync(true)
    },
  }
}

/** A page that stays: it comes back whenever it was cut, with the last place it was told. */
export function startPage(centre: RunningCentre, cookie: string) {
  const told = new Map<string, number>()
  let resets = 0
  let isOver = false
  let lastId: string | undefined
  const read = (page: Awaited<ReturnType<typeof openLive>>) => {
    for (const { kind, action, ids } of page.changes()) {
      if (kind === 'reset') resets++
      if (kind === 'alert' && action === 'firing') for (const id of ids) told.set(id, (told.get(id) ?? 0) + 1)
    }
    lastId = page.lastId() ?? lastId
  }
  let open: Awaited<ReturnType<typeof openLive>> | null = null
  const running = (async () => {
    while (!isOver) {
      open = await openLive(centre.address, cookie, lastId).catch(() => null)
      while (open?.isOpen() && !isOver) await pause(50)
      if (open) read(open)
      open?.close()
      open = null
      await pause(200)
    }
  })()
  return {
    /** How often each alert was told to fire, once closed. */
    told,
    resets: () => resets,
    /** Alerts that it was told to fire, those of the line that is open too. */
    heard(): Set<string> {
      const now = (open?.changes() ?? []).filter(({ kind, action }) => kind === 'alert' && action === 'firing')
      return new Set([...told.keys(), ...now.flatMap(({ ids }) => ids)])
    },
    async stop() {
      isOver = true
      await running
    },
  }
}

/** A clerk who issues one directive after the other; each issue is something that a reaction tells the lead of. */
export function startClerk(clerk: Awaited<ReturnType<typeof signIn>>, agencyId: number) {
  const address = '/api/directives/directives'
  let issued = 0
  let isOver = false
  const issue = async (): Promise<boolean> => {
    const draft = await clerk.ask('POST', address, { agencyId, values: { title: `Việc ${issued}`, lead: agencyId } })
    if (draft.status !== 201) return false
    return (await clerk.ask('POST', `${address}/${draft.body.id}/moves/issue`, { version: 1 })).status === 200
  }
  const running = (async () => {
    while (!isOver) {
      if (await issue().catch(() => false)) issued++
      await pause(150)
    }
  })()
  return {
    /** How many the clerk knows of; one whose answer was lost may stand beside them. */
    issued: () => issued,
    async stop() {
      isOver = true
      await running
    },
  }
}

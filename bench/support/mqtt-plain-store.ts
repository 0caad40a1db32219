/**
 * The broker that the centre has inside with the bare script behind it: what comes while one transaction commits goes into the next, and
 * each message is answered after its commit. No sign-in, no checks, no rules, no pages: what storage alone leaves of the broker's rate.
 * Told `commit`, it writes one message of each transaction and drops the others: what waiting for a commit alone leaves. A process of its
 * own.
 */
import { Aedes } from 'aedes'
import pg from 'pg'
import { type BareRows, bareWriter } from './bare-write.ts'
import { serveBroker } from './serve-broker.ts'

interface Waiting {
  readonly series: number
  readonly at: string
  readonly value: number
  readonly done: (error: null) => void
}

const [target = '{}', agency = '1', what = 'all'] = process.argv.slice(2)
const client = new pg.Client(JSON.parse(target))
await client.connect()
const write = bareWriter(client, Number(agency), 'mqtt')
let waiting: Waiting[] = []
let isWriting = false

const columns = (rows: readonly Waiting[]): BareRows => ({
  series: rows.map(({ series }) => series),
  ats: rows.map(({ at }) => at),
  values: rows.map(({ value }) => value),
})

async function flush(): Promise<void> {
  isWriting = true
  while (waiting.length > 0) {
    const rows = waiting
    waiting = []
    const stored = what === 'commit' ? rows.slice(0, 1) : rows
    const newest = new Map(stored.map((row) => [row.series, row]))
    await write(columns(stored), columns([...newest.values()]))
    for (const { done } of rows) done(null)
    // Those who were answered send again at once: without a moment for them each commit would carry half of them.
    await new Promise((resolve) => setTimeout(resolve, 1))
  }
  isWriting = false
}

const broker = await Aedes.createBroker({
  authorizePublish(_client, { topic, payload }, done) {
    const { at, value } = JSON.parse(payload.toString())
    waiting.push({ series: Number(/bench-(\d+)/.exec(topic)?.[1]), at, value, done })
    if (!isWriting) void flush()
  },
})
serveBroker(broker)

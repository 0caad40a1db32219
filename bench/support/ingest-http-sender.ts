/** Sends readings over HTTP, a request at a time on each connection, as a gateway would. A process of its own. */
import { Agent, request } from 'node:http'
import { perRequest, rateOf, seriesCount, serveRuns, times } from './ingest-load.ts'

const [address = '', authorization = '', count = '1'] = process.argv.slice(2)
const connections = Number(count)
const agent = new Agent({ keepAlive: true, maxSockets: connections })
const next = times(Date.now() - 86_400_000)

function body(): string {
  const list: string[] = []
  for (let index = 0; index < perRequest / seriesCount; index++) {
    const at = new Date(next.next().value).toISOString()
    for (let series = 0; series < seriesCount; series++) {
      list.push(`{"asset":"bench-${series}","series":"water_level","at":"${at}","value":${1 + series / 100}}`)
    }
  }
  return `[${list.join(',')}]`
}

function post(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = { authorization, 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }
    const sending = request(address, { method: 'POST', agent, headers }, (response) => {
      let answer = ''
      response.setEncoding('latin1').on('data', (chunk: string) => {
        answer += chunk
      })
      response.on('end', () => {
        if (answer.startsWith(`{"stored":${perRequest},`)) resolve()
        else reject(new Error(`${response.statusCode}: ${answer.slice(0, 300)}`))
      })
    })
    sending.on('error', reject).end(text)
  })
}

serveRuns((ms) => rateOf(connections, ms, () => post(body())))

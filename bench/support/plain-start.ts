/** Node and PostgreSQL and nothing else: starts it on a cluster that stands, and says when it answered. A process of its own. */
import { spawn } from 'node:child_process'
import pg from 'pg'

const [target = '{}', user = '{}', ...command] = process.argv.slice(2)
const [program = '', ...args] = command
const postgres = spawn(program, args, { cwd: '/', stdio: 'ignore', ...JSON.parse(user) })
postgres.once('exit', () => process.exit(0))

for (;;) {
  const client = new pg.Client(JSON.parse(target))
  const answered = await client
    .connect()
    .then(() => client.query('select 1'))
    .then(
      () => true,
      () => false,
    )
  await client.end().catch(() => undefined)
  if (answered) break
  await new Promise((resolve) => setTimeout(resolve, 5))
}
process.send?.('ready')

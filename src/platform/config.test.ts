import { expect, test } from 'vitest'
import { readConfig } from './config.ts'

test('a variable set to nothing is not set', () => {
  const empty = { PORT: '', MQTT_PORT: '', HOST: '', DATA_DIR: '', DATABASE_URL: '', LOG_LEVEL: '' }
  expect(readConfig({ ...empty, NHIP_ADMIN_PASSWORD: '' }, [])).toEqual(readConfig({}, []))
  expect(readConfig(empty, []).port).toBe(8080)
})

test('each wrong value is named, with what it should be', () => {
  const wrong = { PORT: 'abc', MQTT_PORT: '70000', DATABASE_URL: 'mysql://x', LOG_LEVEL: 'loud' }
  for (const name of Object.keys(wrong)) expect(() => readConfig(wrong, [])).toThrow(name)
  expect(() => readConfig({ PORT: 'abc' }, [])).toThrow('a number from 0 to 65535')
  expect(() => readConfig({ DATABASE_URL: 'mysql://x' }, [])).toThrow('postgres://user:password@host:5432/database')
  for (const both of [{ PORT: '1883' }, { PORT: '9000', MQTT_PORT: '9000' }])
    expect(() => readConfig(both, [])).toThrow(/PORT and MQTT_PORT are both \d+/)
  expect(readConfig({ PORT: '0', MQTT_PORT: '0' }, [])).toMatchObject({ port: 0, mqttPort: 0 })
  expect(() => readConfig({}, ['--speed', 'fast'])).toThrow('--speed')
  expect(() => readConfig({}, ['--sped', '2'])).toThrow('usage: npm start')
})

test('with a broker of one’s own the centre’s own stays shut, unless its port is set', () => {
  const MQTT_URL = 'mqtts://ai:s3cret@broker.example'
  expect(readConfig({}, [])).toMatchObject({ mqttPort: 1883, broker: null })
  const { mqttPort, broker } = readConfig({ MQTT_URL }, [])
  expect(mqttPort).toBeNull()
  expect(broker).toEqual({
    address: { protocol: 'mqtts', host: 'broker.example', port: 8883, username: 'ai', password: 's3cret' },
    group: undefined,
    ca: undefined,
  })
  expect(readConfig({ MQTT_URL, MQTT_PORT: '1884', MQTT_GROUP: 'hai' }, [])).toMatchObject({
    mqttPort: 1884,
    broker: { group: 'hai' },
  })
  expect(readConfig({ MQTT_URL, PORT: '1883' }, []).port).toBe(1883)
})

test.for([
  [{ MQTT_URL: 'amqp://ai:s3cret@host' }, 'MQTT_URL: amqp:// is not spoken here'],
  [{ MQTT_URL: 'mqtt://ai:s3cret@host', MQTT_CA: 'ca.pem' }, 'write MQTT_URL=mqtts://'],
  [{ MQTT_URL: 'mqtts://ai:s3cret@host', MQTT_CA: '/nowhere/ca.pem' }, '/nowhere/ca.pem cannot be read (ENOENT)'],
  [{ MQTT_CA: 'ca.pem' }, 'MQTT_CA goes with MQTT_URL'],
  [{ MQTT_GROUP: 'a/b' }, 'MQTT_GROUP: lower-case letters'],
  [{ MQTT_MAX_PACKET_BYTES: '10' }, 'MQTT_MAX_PACKET_BYTES: a whole number of bytes from 1024 to 16777216'],
  [{ MQTT_MAX_PACKET_BYTES: '1e9' }, 'MQTT_MAX_PACKET_BYTES: a whole number'],
  [{ MQTT_MAX_CONNECTIONS: '0' }, 'MQTT_MAX_CONNECTIONS: a whole number of connections from 1 to 100000'],
  [{ MQTT_MAX_CONNECTIONS: '1.5' }, 'MQTT_MAX_CONNECTIONS: a whole number'],
] as const)('%o is refused with what it should be, without a secret', ([env, sentence]) => {
  expect(() => readConfig(env, [])).toThrow(sentence)
  expect(() => readConfig(env, [])).not.toThrow('s3cret')
})

test('the limits of the centre’s own broker are settings', () => {
  expect(readConfig({}, []).mqttLimits).toEqual({ maxPacketBytes: 262_144, maxConnections: 200 })
  const env = { MQTT_MAX_PACKET_BYTES: '2048', MQTT_MAX_CONNECTIONS: '3' }
  expect(readConfig(env, []).mqttLimits).toEqual({ maxPacketBytes: 2_048, maxConnections: 3 })
})

test('what is replayed and what is simulated: the one without the other, never the other way round', () => {
  const started = (...args: string[]) => {
    const { replay, simulate, empty, province } = readConfig({}, args)
    return { replay, simulate, empty, province }
  }
  const all = { replay: true, simulate: true, empty: false, province: null }
  expect(started()).toEqual(all)
  expect(started('--no-simulate')).toEqual({ ...all, simulate: false })
  expect(started('--no-replay')).toEqual({ ...all, replay: false, simulate: false })
  expect(started('--empty')).toEqual({ replay: false, simulate: false, empty: true, province: null })
  // The demonstration is Huế's.
  expect(started('--province', '46')).toEqual({ ...all, province: '46' })
  expect(started('--province', '40')).toEqual({ replay: false, simulate: false, empty: true, province: '40' })
  expect(() => readConfig({}, ['--province', 'Nghệ An'])).toThrow('two digits such as 46, not «Nghệ An»')
})

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

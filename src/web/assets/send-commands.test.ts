import { expect, test } from 'vitest'
import { httpCommand, mqttCommand, type Trial } from './send-commands.ts'

const trial: Trial = {
  ...{ origin: 'https://nhip.tinh.example:8443', asset: 'phu-oc', user: 'phu-oc', secret: 's3-_x' },
  at: '2026-11-22T08:30:00+07:00',
  sending: { mqttPort: 1883, broker: null, series: [{ key: 'water_level', value: 0.5 }] },
}

test('the commands name host, port, account, topic and the value of the series', () => {
  expect(mqttCommand(trial)).toBe(
    `mosquitto_pub -h nhip.tinh.example -p 1883 -V mqttv311 -q 1 -u phu-oc -P 's3-_x' \\
  -t nhip/v1/phu-oc/water_level -m '{"at":"2026-11-22T08:30:00+07:00","value":0.5}'`,
  )
  expect(httpCommand(trial)).toBe(
    `curl -sS -u 'phu-oc:s3-_x' -H 'content-type: application/json' \\
  --data-binary '[{"asset":"phu-oc","series":"water_level","at":"2026-11-22T08:30:00+07:00","value":0.5}]' \\
  https://nhip.tinh.example:8443/api/ingest/readings`,
  )
})

test('without an MQTT of its own a centre offers HTTP alone; each series is sent; an address in brackets is written without', () => {
  expect(mqttCommand({ ...trial, sending: { ...trial.sending, mqttPort: null } })).toBeNull()
  const series = [
    { key: 'rain', value: 4 },
    { key: 'battery', value: 12.6 },
  ]
  const both = { ...trial, origin: 'http://[::1]:8080', sending: { ...trial.sending, series } }
  expect(mqttCommand(both)?.match(/mosquitto_pub -h ::1 /g)).toHaveLength(2)
  expect(httpCommand(both).match(/"series":"(rain|battery)"/g)).toHaveLength(2)
})

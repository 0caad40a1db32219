import { expect, test } from 'vitest'
import { plainAddress, readBrokerUrl } from './broker-url.ts'

test.for([
  ['mqtt://broker.example', 'mqtt://broker.example:1883', undefined, undefined],
  ['mqtts://broker.example', 'mqtts://broker.example:8883', undefined, undefined],
  ['mqtts://trung-tam:b%C3%AD%20m%E1%BA%ADt@10.0.0.1:9001/', 'mqtts://10.0.0.1:9001', 'trung-tam', 'bí mật'],
  ['mqtt://a:b%3Ac%2F%40@[::1]:1883', 'mqtt://[::1]:1883', 'a', 'b:c/@'],
] as const)('%s is read', ([text, plain, username, password]) => {
  const address = readBrokerUrl(text)
  if (typeof address === 'string') throw new Error(address)
  expect(plainAddress(address)).toBe(plain)
  expect(address).toMatchObject({ username, password })
})

test.for([
  ['broker.example:1883', 'broker.example:// is not spoken here'],
  ['broker', 'it is no address'],
  ['mqtt://u:s3cret/x@host', 'it is no address'],
  ['mqtt://u:s3cret@', 'it is no address'],
  ['ws://u:s3cret@host', 'ws:// is not spoken here'],
  ['mqtt://u:s3cret@host:1883/topic', 'it ends with the port'],
  ['mqtt://:s3cret@host', 'it has a password, but no user'],
  ['mqtt://u:s3cret%@host', 'a % in user or password is written %25'],
] as const)('%s is refused with what is wrong, without its secret', ([text, sentence]) => {
  const fault = readBrokerUrl(text)
  expect(fault).toContain(sentence)
  expect(fault).not.toContain('s3cret')
})

import { expect, test } from 'vitest'
import { addressGuard } from './allowed-addresses.ts'

test.each([
  ...['127.0.0.1', '0.0.0.0', '10.1.2.3', '172.31.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1', '224.0.0.1'],
  ...[
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
    '64:ff9b::7f00:1',
    'fe80::1',
    'fd00::1',
    'ff02::1',
    '2002:7f00:1::',
  ],
])('%s is refused unless it is allowed', (address) => {
  expect(addressGuard([])(address)).toBe(false)
})

test.each(['1.1.1.1', '172.32.0.1', '11.0.0.1', '2400:cb00::1', '2606:4700::1111'])('%s is public', (address) => {
  expect(addressGuard([])(address)).toBe(true)
})

test('a network that is allowed lets its own in, and nothing beside it', () => {
  const may = addressGuard(['127.0.0.0/8', 'fd12::/16'])
  expect(['127.9.9.9', 'fd12::5', '10.0.0.1', 'fd13::5', '::1'].map(may)).toEqual([true, true, false, false, false])
})

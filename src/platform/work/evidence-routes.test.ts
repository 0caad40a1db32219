import { expect, test } from 'vitest'
import { cleanFileName } from './evidence-routes.ts'

test.each([
  ['../../etc/passwd', 'passwd'],
  ['..\\..\\x.exe', 'x.exe'],
  ['bi\u00ean b\u1ea3n\u202egpj.exe', 'bi\u00ean b\u1ea3ngpj.exe'],
  ['a\u200e\u200f\u061c\u2067b.png', 'ab.png'],
  ['a\r\nb\u0000.png', 'ab.png'],
  ['e\u0302\u0323.txt', '\u1ec7.txt'],
  ['', 't\u1ec7p'],
  ['/', 't\u1ec7p'],
])('the name %j of a file is kept as %j', (given, kept) => {
  expect(cleanFileName(given)).toBe(kept)
})

test('a long name is cut between characters', () => {
  const name = cleanFileName(`a${'\u{1f4f7}'.repeat(300)}`)
  expect([...name]).toHaveLength(200)
  expect(name.isWellFormed()).toBe(true)
})

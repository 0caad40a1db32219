import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { letterDetail } from './letter-detail.ts'

const ingest = join(import.meta.dirname, '../../platform/ingest')
const doors = ['admit.ts', 'incoming.ts', 'read-items.ts', 'store.ts']

/** What the doors may say, with something in each place that is filled. */
const said = doors.flatMap((file) =>
  [...readFileSync(join(ingest, file), 'utf8').matchAll(/detail(?: =|:) ['`](.+)['`]/g)].map(([, text = '']) =>
    text.replaceAll(/\$\{[^}]+\}/g, 'x1'),
  ),
)

test('every sentence by which a door refuses a message is there in Vietnamese, with what it names', () => {
  expect(said.length).toBeGreaterThan(9)
  for (const sentence of said) {
    const { text, lang } = letterDetail(sentence, 'vi')
    expect(lang, sentence).toBe('vi')
    expect(text, sentence).not.toContain('$')
    if (!sentence.startsWith('not JSON') && sentence.includes('x1')) expect(text, sentence).toContain('x1')
  }
})

test('faults of a payload are told one after the other, and how much of a long message was kept', () => {
  const both = 'at: an instant with its offset, such as 2026-11-21T14:00:00+07:00; value: a finite number'
  expect(letterDetail(both, 'vi').text).toBe(
    'at: cần thời điểm kèm múi giờ, ví dụ 2026-11-21T14:00:00+07:00; value: cần một số hữu hạn',
  )
  expect(letterDetail('value: a finite number; the first 1024 of 5000 bytes', 'vi').text).toBe(
    'value: cần một số hữu hạn (giữ 1024 trên 5000 byte đầu)',
  )
})

test('whatever is wrong with a value is told in Vietnamese', () => {
  for (const said of [
    'payload: Invalid input: expected object, received number',
    'at: an instant with its offset, such as 2026-11-21T14:00:00+07:00; value: a finite number',
    'sourceAt: an instant with its offset, such as 2026-11-21T14:00:00+07:00',
    'origin: Invalid option: expected one of "device"|"replayed"|"simulated"; value: a finite number',
    'correction: Invalid input: expected boolean, received string',
  ]) {
    const { text, lang } = letterDetail(said, 'vi')
    expect(lang, said).toBe('vi')
    expect(text).not.toMatch(/Invalid|expected|received|instant|finite/)
  }
})

test('what a database said stays as it is and says that it is English; so does everything on an English page', () => {
  expect(letterDetail('numeric field overflow', 'vi')).toEqual({ text: 'numeric field overflow', lang: 'en' })
  expect(letterDetail('value: a finite number', 'en')).toEqual({ text: 'value: a finite number', lang: 'en' })
})

test('a name with a dollar sign is told as it is', () => {
  const { text } = letterDetail('credential «a$1b» may not speak for asset phu-oc', 'vi')
  expect(text).toBe('Tài khoản gửi «a$1b» không được gửi thay thiết bị phu-oc.')
})

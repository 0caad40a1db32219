import { expect, test } from 'vitest'
import { bulletinName, bulletinSubject } from './bulletin-urgency.ts'

test.each([
  ['normal', 3, 'Bản tin số 03', 'Bulletin 03'],
  ['urgent', 3, 'Bản tin khẩn số 03', 'Urgent bulletin 03'],
  ['top_urgent', 12, 'Bản tin thượng khẩn số 12', 'Very urgent bulletin 12'],
  ['flash', 100, 'Bản tin hoả tốc số 100', 'Most urgent bulletin 100'],
  ['urgent', null, 'Bản tin khẩn', 'Urgent bulletin'],
] as const)('%s %s is called %s', (urgency, number, vi, en) => {
  expect(bulletinName(urgency, number)).toEqual({ vi, en })
})

test('the subject begins with the stamp of official paper, and with none where it is not urgent', () => {
  const subjects = (['normal', 'urgent', 'top_urgent', 'flash'] as const).map((each) =>
    bulletinSubject(each, 3, 'Xả lũ'),
  )
  expect(subjects).toEqual([
    'Bản tin số 03: Xả lũ',
    'KHẨN – Bản tin số 03: Xả lũ',
    'THƯỢNG KHẨN – Bản tin số 03: Xả lũ',
    'HỎA TỐC – Bản tin số 03: Xả lũ',
  ])
})

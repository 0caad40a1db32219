import { expect, it } from 'vitest'
import { splitSentence } from './split-sentence.ts'

it('cuts a sentence at its figure', () => {
  expect(splitSentence('Xử lý đúng hạn 92,1% cảnh báo.', '92,1%')).toEqual({
    before: 'Xử lý đúng hạn ',
    after: ' cảnh báo.',
    found: true,
  })
})

it('a figure that is not in the sentence is not lost', () => {
  expect(splitSentence('Chưa có gì để tính.', '92,1%').found).toBe(false)
  expect(splitSentence('Chưa có gì để tính.', '').before).toBe('Chưa có gì để tính.')
})

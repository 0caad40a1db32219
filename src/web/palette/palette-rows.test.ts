import { expect, test } from 'vitest'
import type { Found } from '../../core/api/search.ts'
import type { Command } from '../kit/commands.ts'
import { fitting, readTyped, rowsOf } from './palette-rows.ts'

const command = (
  id: string,
  text: string,
  group: Command['group'] = 'always',
  more: Partial<Command> = {},
): Command => ({
  id,
  text,
  group,
  run: () => undefined,
  ...more,
})
const found = (id: string): Found => ({
  kind: 'asset',
  id,
  title: id,
  number: null,
  area: null,
  agency: null,
  state: 'in_use',
  severity: null,
  held: false,
  address: `/thiet-bi/${id}`,
})
const answer = { groups: [{ group: 'asset' as const, items: [found('a'), found('b')], more: true }], searched: [] }
const keys = (rows: ReturnType<typeof rowsOf>) =>
  rows.map((group) => [group.group, ...group.rows.map(({ key }) => key)])
const asked = {
  typed: '',
  only: undefined,
  commands: [
    command('take', 'Nhận cảnh báo', 'here'),
    command('go', 'Cảnh báo', 'go'),
    command('theme', 'Chuyển sang nền tối', 'always', { also: 'giao diện' }),
    command('find', 'Tìm', 'always', { keysOnly: true }),
  ],
  recent: [{ address: '/su-co/1', title: 'Sự cố 1' }],
  answer: undefined,
}

test('without words it shows what was seen lately and what can be done here, pages, and what can be done anywhere', () => {
  expect(keys(rowsOf(asked))).toEqual([
    ['recent', 'recent /su-co/1'],
    ['here', 'command take'],
    ['go', 'command go'],
    ['act', 'command theme'],
  ])
})

test('after > only actions are meant, whatever was found', () => {
  expect(readTyped(' > nhan ')).toEqual({ q: 'nhan', actsOnly: true })
  expect(keys(rowsOf({ ...asked, typed: '>', answer }))).toEqual([
    ['here', 'command take'],
    ['act', 'command theme'],
  ])
  expect(keys(rowsOf({ ...asked, typed: '> giao dien', answer }))).toEqual([['act', 'command theme']])
})

test('what fits from its beginning comes first, then what has the words; half words within a word do not count', () => {
  const commands = [command('a', 'Nhận cảnh báo'), command('b', 'Cảnh báo'), command('c', 'Ảnh')]
  expect(fitting(commands, 'canh').map(({ id }) => id)).toEqual(['b', 'a'])
  expect(fitting(commands, 'anh').map(({ id }) => id)).toEqual(['c'])
})

test('an action that two parts of the page offer stands once', () => {
  expect(fitting([command('a', 'Một'), command('a', 'Một')], '')).toHaveLength(1)
})

test('a group that was cut off leads to all of it, which is then shown alone and without actions', () => {
  expect(keys(rowsOf({ ...asked, typed: 'canh', answer }))).toEqual([
    ['here', 'command take'],
    ['go', 'command go'],
    ['asset', 'asset a', 'asset b', 'more asset'],
  ])
  expect(keys(rowsOf({ ...asked, typed: 'canh', only: 'asset', answer }))).toEqual([['asset', 'asset a', 'asset b']])
})

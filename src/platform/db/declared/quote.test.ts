import pg from 'pg'
import { expect, inject, test } from 'vitest'
import { quote } from './quote.ts'

test('a name is quoted where PostgreSQL says that it must be', async () => {
  const client = new pg.Client(inject('cluster').admin)
  await client.connect()
  const { rows } = await client.query('select word, quote_ident(word) as quoted from pg_get_keywords()')
  await client.end()
  expect(rows.length).toBeGreaterThan(400)
  expect(rows.filter(({ word, quoted }) => quote(word) !== quoted)).toEqual([])
  expect(['due_at', 'a-b', 'a"b'].map(quote)).toEqual(['due_at', '"a-b"', '"a""b"'])
})

import { expect, test } from 'vitest'
import { moduleOf, type RecordSketch, type Sketch } from '../../../../test/sketched-module.ts'
import { planMigration } from './plan-migration.ts'

const field = (kind: 'text' | 'date' | 'money' | 'number', isPersonal = false) => ({ kind, isPersonal })
const papers = (notice: RecordSketch['fields'], more: Partial<RecordSketch> = {}): Sketch =>
  new Map([['notice', { fields: notice, ...more }]])
const plan = (before: Sketch | null, after: Sketch) =>
  planMigration(before && (planMigration(null, moduleOf('papers', before))?.after ?? null), moduleOf('papers', after))

test('the first step of a module reads as a person would write it', () => {
  const first = plan(
    null,
    papers(
      new Map([
        ['due', field('date')],
        ['phone', field('text', true)],
      ]),
      { geometry: 'point' },
    ),
  )
  expect(first?.what).toBe('notice')
  expect(first?.sql).toBe(`-- papers: the tables of a new module
create schema papers;
grant usage on schema papers to nhip_app, nhip_all, nhip_service;

-- papers.notice: new record type
create table papers.notice (
  id uuid primary key,
  agency_id integer not null references platform.agency,
  number text,
  state text not null,
  state_at timestamp with time zone not null default now(),
  area_code text,
  geometry jsonb,
  created_at timestamp with time zone not null default now(),
  created_by integer not null,
  created_by_name text not null,
  updated_at timestamp with time zone not null default now(),
  version integer not null default 1,
  extra jsonb not null default '{}',
  title text,
  due date
);
create unique index on papers.notice (agency_id, number);
create index on papers.notice (agency_id, state);
create index on papers.notice (agency_id, created_at);
create index notice_by_number on papers.notice (number, id);
create index notice_by_state on papers.notice (state, id);
create index notice_by_state_at on papers.notice (state_at, id);
create index notice_by_updated_at on papers.notice (updated_at, id);
create index notice_by_title on papers.notice (title, id);
create unique index on papers.notice (id, agency_id);
grant select, insert, update on papers.notice to nhip_app, nhip_service;
grant select on papers.notice to nhip_all;
select platform.build_wall_in('papers', 'notice');
comment on column papers.notice.geometry is 'point';

-- papers.notice_personal: new table for the personal fields of notice
create table papers.notice_personal (
  record_id uuid primary key,
  agency_id integer not null references platform.agency,
  phone text,
  foreign key (record_id, agency_id) references papers.notice (id, agency_id) on update cascade
);
grant select, insert, update on papers.notice_personal to nhip_app, nhip_service;
grant select on papers.notice_personal to nhip_all;
select platform.build_wall_in('papers', 'notice_personal');
`)
})

test('a field that becomes personal moves to the other table and leaves nothing behind', () => {
  const step = plan(papers(new Map([['phone', field('text')]])), papers(new Map([['phone', field('text', true)]])))
  expect(step?.what).toBe('notice-phone-personal')
  const sql = step?.sql ?? ''
  expect(sql).toContain(`-- papers.notice.phone: personal now; its values move
insert into papers.notice_personal (record_id, agency_id, phone)
  select id, agency_id, phone from papers.notice where phone is not null
  on conflict (record_id) do update set phone = excluded.phone;
update papers.notice set phone = null where phone is not null;
comment on column papers.notice.phone is 'retired';
`)
})

test('nothing is ever dropped: a field and a record type that go are retired', () => {
  const before = papers(new Map([['due', field('date')]]))
  expect(plan(before, papers(new Map()))?.sql).toBe(`-- papers.notice.due: declared no longer; its values are kept
comment on column papers.notice.due is 'retired';
`)
  const gone = plan(before, new Map())
  expect(gone?.what).toBe('retire-notice')
  expect(gone?.sql).toContain("comment on table papers.notice is 'retired';")
})

test('a list is sorted out of an index as long as it shows the field and the field fits one', () => {
  const noticeWith = (due: object) => {
    const module = moduleOf('papers', papers(new Map([['due', field('text')]])))
    const [record] = module.records ?? []
    if (!record?.fields.due) throw new Error('the sketch has no field due')
    return { ...module, records: [{ ...record, fields: { ...record.fields, due: { ...record.fields.due, ...due } } }] }
  }
  const unlisted = planMigration(null, noticeWith({}))?.after ?? null
  const shown = planMigration(unlisted, noticeWith({ listed: true }))
  expect(shown?.sql).toBe(`-- papers.notice: index on (due, id)
create index notice_by_due on papers.notice (due, id);
`)
  const long = planMigration(shown?.after ?? null, noticeWith({ listed: true, maxLength: 10_000 }))
  expect(long?.sql).toBe(`-- papers.notice: no list is sorted by (due, id) any more
drop index papers.notice_by_due;
`)
  expect(long?.after).toEqual(unlisted)
})

test('a type changes by itself only where every value has a counterpart; else a person must say what becomes of them', () => {
  const money = papers(new Map([['fee', field('money')]]))
  expect(
    plan(money, papers(new Map([['fee', field('number')]])))?.sql,
  ).toBe(`-- papers.notice.fee: bigint becomes double precision
alter table papers.notice alter column fee type double precision using fee::double precision;
`)
  const back = plan(papers(new Map([['fee', field('text')]])), money)
  expect(back?.byHand).toEqual(['papers.notice.fee: not every text has a counterpart as bigint'])
  expect(back?.sql).toContain('alter column fee type bigint using «fee as bigint»;')
  const moved = plan(papers(new Map([['fee', field('text')]])), papers(new Map([['fee', field('money', true)]])))
  expect(moved?.byHand).toEqual(['papers.notice.fee: not every text has a counterpart as bigint'])
  const drawn = plan(papers(new Map(), { geometry: 'polygon' }), papers(new Map(), { geometry: 'point' }))
  expect(drawn?.byHand).toEqual(['papers.notice: rows may hold a polygon where a point is declared'])
})

test('what would share a name with something kept is refused with a sentence', () => {
  const hidden = new Map([['phone', field('text', true)]])
  const later: Sketch = new Map([['notice_personal', { fields: new Map() }]])
  expect(() => plan(papers(hidden), later)).toThrow('was the personal fields of notice and would become a record type')
})

test('a module without records has no tables', () => {
  expect(plan(null, new Map())).toBeNull()
})

import type pg from 'pg'
import { agencies, agencyOf } from './province.ts'

/** Words of Huế, from common to rare: a place in this list is taken with the root's skew. */
const places = `Hương Trà,Phú Ốc,Kim Long,A Lưới,Thuận Hoá,Vỹ Dạ,Phong Điền,Quảng Điền,Phú Vang,Hương Thuỷ,Phú Lộc,Nam Đông,An Cựu,
Thuỷ Xuân,Dương Nỗ,Thanh Thuỷ,Hoá Châu,Kim Trà,Đan Điền,Vinh Lộc,Hưng Lộc,Lộc An,Chân Mây,Lăng Cô,Long Quảng,Khe Tre,Bình Điền`
const phrases = `kiểm tra thực tế,báo cáo bằng văn bản,phối hợp chặt chẽ với các sở ngành liên quan,bảo đảm tiến độ,rà soát hồ sơ,
đôn đốc thực hiện,giải phóng mặt bằng,cải cách hành chính,chuyển đổi số,phòng chống thiên tai,vệ sinh môi trường,trật tự đô thị,
an toàn giao thông,giải ngân vốn đầu tư công,tiếp công dân,chiếu sáng công cộng,thoát nước,xử lý dứt điểm,tuyên truyền vận động,
quy hoạch chi tiết,đấu thầu rộng rãi,nghiệm thu công trình,thanh tra đột xuất,khắc phục hậu quả,di tích cố đô,cấp giấy phép,
bảo trì bảo dưỡng,lập dự toán,thẩm định giá,bàn giao mốc giới,nước sạch nông thôn,trồng cây xanh,sửa chữa mặt đường,quan trắc`

const arrayOf = (list: string) =>
  `array[${list
    .split(/,\s*/)
    .map((each) => `'${each}'`)
    .join(', ')}]`
const pick = (list: string) => `(${arrayOf(list)})[1 + floor(${list.split(',').length} * random() ^ 2)::int]`

/** The places of the agency tree: 200 agencies, numbered from 1. */
export async function fillAgencies(admin: pg.Client): Promise<void> {
  await admin.query(
    `insert into platform.agency (code, name, kind) select 'A' || n, 'Cơ quan ' || n, 'x' from generate_series(1, ${agencies}) n`,
  )
}

/** One row every so often over three years, the last one now; `n` counts them from the oldest. */
const madeAt = (count: number) => `(now() - (${count} - n) * interval '3 years' / ${count})`

/**
 * Things of all kinds, with short names as devices and alerts have them: a word that stands in all («Trạm»), places, a word of its own
 * each, two words that a twentieth each has and never together, and positions over the province.
 */
export async function fillThings(admin: pg.Client, count: number): Promise<void> {
  await admin.query(
    `insert into platform.thing (kind, id, agency_id, shared_with, title, number, lon, lat, state, opened_at, closed_at, address)
    select kind, n, ${agencyOf('random()')}, case when random() < 0.1 then array[1 + floor(${agencies} * random())::int] else '{}' end,
      'Trạm ' || ${pick(phrases)} || ' ' || ${pick(places)} || ' hiếm' || n
        || case n % 20 when 1 then ' lũ quét' when 11 then ' hạn mặn' else '' end,
      case kind when 'incident' then 'SC-2026-' || n end, 107 + random(), 16 + random() * 0.8, 'open', ${madeAt(count)},
      case when n % 10 > 0 then ${madeAt(count)} + interval '1 day' end, '/x'
    from (select n, (array['asset', 'alert', 'incident'])[1 + n % 3] as kind from generate_series(1, ${count}) n)`,
  )
  await settle(admin, 'platform.thing')
}

/**
 * Directives with their things and clocks. Four of five of the newest eighth are open, of older ones one of a hundred was forgotten;
 * one of two thousand was returned. All but drafts are shared with the lead, three of ten with co-units besides.
 */
export async function fillDirectives(admin: pg.Client, count: number): Promise<void> {
  const states = `case when random() < 0.0005 then 'returned' when n > ${count} * 0.875 then
      (array['draft', 'assigned', 'accepted', 'in_progress', 'in_progress', 'submitted', 'completed', 'completed'])[1 + floor(8 * random())::int]
    when random() < 0.01 then 'in_progress' when random() < 0.02 then 'cancelled' else 'completed' end`
  await admin.query(
    `insert into directives.directive (id, agency_id, shared_with, number, state, state_at, created_at, created_by, created_by_name,
      updated_at, title, content, lead, co_agencies, product, due_on)
    select (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7' || substr(md5(n::text), 1, 3) || '8' || substr(md5(n::text), 5, 15))::uuid,
      agency_id, case state when 'draft' then '{}' else array[lead] || co end, case state when 'draft' then null else 'CD-A' || agency_id || '-2026-' || n end,
      state, at + open * random(), at, 1, 'Chuyên viên', at + open * random(), title, content, lead, co, product, (at + open)::date
    from (select n, ${madeAt(count)} as at, ${agencyOf('random()')} as agency_id, 1 + floor(${agencies} * random())::int as lead,
        case when random() < 0.3 then array[1 + floor(${agencies} * random())::int, 1 + floor(${agencies} * random())::int] else '{}' end as co,
        ${states} as state, random() * interval '90 days' as open,
        'Rà soát, ' || ${pick(phrases)} || ' tại ' || ${pick(places)} as title,
        'Giao cơ quan chủ trì ' || ${Array.from({ length: 3 }, () => pick(phrases)).join(` || ', ' || `)} || ' hồ sơ ' || n
          || case n % 20 when 1 then ', lũ quét' when 11 then ', hạn mặn' else '' end as content,
        case when random() < 0.3 then 'Báo cáo ' || ${pick(phrases)} end as product
      from generate_series(1, ${count}) n)`,
  )
  await admin.query(
    `insert into platform.thing (kind, id, agency_id, shared_with, title, number, search_text, state, opened_at, closed_at, address)
    select 'directives.directive', id, agency_id, shared_with, title, number, concat_ws(' ', content, product), state, created_at,
      case when state in ('completed', 'cancelled') then state_at end, '/so/directives/directive?id=' || id from directives.directive order by id`,
  )
  await admin.query(
    `insert into platform.record_clock (record_type, record_id, rule_key, agency_id, shared_with, started_at, due_at, stopped_at)
    select 'directives.directive', id, rule.key, agency_id, shared_with, created_at,
      case rule.key when 'acceptance' then created_at + interval '2 days' else due_on::timestamptz end,
      case when state = any(rule.ends) then state_at end
    from directives.directive, (values ('acceptance', '{accepted,in_progress,submitted,returned,completed,cancelled}'::text[]),
      ('completion', '{completed,cancelled}')) rule (key, ends) where state <> 'draft' order by id`,
  )
  for (const table of ['directives.directive', 'platform.thing', 'platform.record_clock']) await settle(admin, table)
}

/** As autovacuum does soon after: statistics, the map of what all see, and what is new worked into the indexes of words. */
async function settle(admin: pg.Client, table: string): Promise<void> {
  await admin.query(`vacuum analyze ${table}`)
}

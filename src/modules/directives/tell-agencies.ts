import { z } from 'zod'
import type { Reaction, ReactionIo } from '../../core/reaction.ts'
import type { Text } from '../../core/text.ts'

/** A directive as a message speaks of it; agencies by code. */
const Told = z.object({
  title: z.string(),
  number: z.string().nullable(),
  product: z.string().nullable(),
  owner: z.object({ code: z.string(), name: z.string() }),
  lead: z.object({ code: z.string(), name: z.string() }),
  coAgencies: z.array(z.string()),
  dueAt: z.date().nullable(),
})
type Told = z.infer<typeof Told>

const statement = `
  select d.title, d.number, d.product,
    json_build_object('code', o.code, 'name', o.name) as owner,
    json_build_object('code', l.code, 'name', l.name) as lead,
    array(select code from platform.core_agency where id = any(d.co_agencies)) as co_agencies,
    (select due_at from platform.core_clock where record_id = d.id and rule_key = 'completion' order by id desc limit 1) as due_at
  from directives.directive d
    join platform.core_agency o on o.id = d.agency_id
    join platform.core_agency l on l.id = d.lead
  where d.id = $1::uuid and d.number is not null`

/** Whom a message goes to, out of owner, lead and co-units. */
type Side = 'owner' | 'lead' | 'co'

const agenciesOf = ({ owner, lead, coAgencies }: Told, sides: readonly Side[]): string[] => {
  const of = { owner: [owner.code], lead: [lead.code], co: coAgencies }
  return [...new Set(sides.flatMap((side) => of[side]))]
}

const day = (at: Date | null): string =>
  at === null ? '–' : new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Ho_Chi_Minh', dateStyle: 'short' }).format(at)

async function tellAgencies(io: ReactionIo, id: string, sides: readonly Side[], title: Text): Promise<void> {
  const [told] = await io.rows(Told, statement, [id])
  // Not issued: nobody was told to do it yet.
  if (!told) return
  const lines = (words: readonly [string, string | null][]) =>
    words.flatMap(([label, value]) => (value ? [`${label}: ${value}`] : [])).join('\n')
  const body = {
    vi: lines([
      ['Nhiệm vụ', told.title],
      ['Số', told.number],
      ['Cơ quan giao', told.owner.name],
      ['Cơ quan chủ trì', told.lead.name],
      ['Sản phẩm', told.product],
      ['Hạn hoàn thành', day(told.dueAt)],
    ]),
    en: lines([
      ['What to do', told.title],
      ['Number', told.number],
      ['Given by', told.owner.name],
      ['Lead', told.lead.name],
      ['Product', told.product],
      ['Due', day(told.dueAt)],
    ]),
  }
  const clipped = told.title.length > 120 ? `${told.title.slice(0, 119)}…` : told.title
  for (const agency of agenciesOf(told, sides)) {
    await io.tell({ agency, title: { vi: `${title.vi}: ${clipped}`, en: `${title.en}: ${clipped}` }, body })
  }
}

/** Moves that somebody waits for: who is told, and how the message begins. */
const awaited: Readonly<Record<string, { readonly sides: readonly Side[]; readonly title: Text }>> = {
  issue: { sides: ['lead', 'co'], title: { vi: 'Được giao nhiệm vụ', en: 'Assigned to you' } },
  submit: { sides: ['owner'], title: { vi: 'Báo cáo kết quả, chờ duyệt', en: 'Submitted, awaiting approval' } },
  send_back: { sides: ['lead'], title: { vi: 'Kết quả bị trả lại', en: 'Sent back' } },
  approve: { sides: ['lead', 'co'], title: { vi: 'Kết quả đã được duyệt', en: 'Approved' } },
  cancel: { sides: ['lead', 'co'], title: { vi: 'Nhiệm vụ đã huỷ', en: 'Cancelled' } },
}

const of = 'directives.directive'

/** What the agencies of a directive are told by the centre, so that nobody has to look every day. */
export const tellingReactions: readonly Reaction[] = [
  {
    key: 'tell_move',
    name: { vi: 'Báo khi giao, nộp, trả lại, duyệt, huỷ', en: 'Tell of issuing, submitting, approving' },
    to: 'record.moved',
    of,
    async run({ about, detail }, io) {
      const told = awaited[detail.move]
      if (told) await tellAgencies(io, about.id, told.sides, told.title)
    },
  },
  {
    key: 'tell_near',
    name: { vi: 'Nhắc việc sắp đến hạn', en: 'Remind before the due day' },
    to: 'deadline.near',
    of,
    run: ({ about, detail }, io) =>
      tellAgencies(
        io,
        about.id,
        ['lead'],
        detail.deadline === 'acceptance'
          ? { vi: 'Chưa tiếp nhận, sắp hết hạn', en: 'Not accepted yet, due soon' }
          : { vi: 'Sắp đến hạn', en: 'Due soon' },
      ),
  },
  {
    key: 'tell_passed',
    name: { vi: 'Báo việc quá hạn', en: 'Tell what is overdue' },
    to: 'deadline.passed',
    of,
    run: ({ about, detail }, io) =>
      tellAgencies(
        io,
        about.id,
        ['lead', 'owner'],
        detail.deadline === 'acceptance'
          ? { vi: 'Quá hạn tiếp nhận', en: 'Not accepted in time' }
          : { vi: 'Quá hạn', en: 'Overdue' },
      ),
  },
]

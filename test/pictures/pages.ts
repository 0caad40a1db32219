import type { Page } from 'playwright-core'
import type { Filled } from './fill-centre.ts'
import type { Say } from './known-texts.ts'

/** In which state a page is looked at. `many`: ten thousand rows; `first`: on a centre that nobody has set up yet. */
export const states = ['full', 'loading', 'empty', 'error', 'cut', 'forbidden', 'long', 'many', 'first'] as const
export type State = (typeof states)[number]

/** A page, or what is opened over one. */
export interface Place {
  /** Words with dashes; the first part of its pictures' names. */
  readonly name: string
  readonly address: (filled: Filled) => string
  /** The requests that bring what it is about: these are held back, emptied, refused or lengthened. */
  readonly content: RegExp
  readonly states: readonly State[]
  /** What a person does before the picture, in either language. */
  readonly open?: (page: Page, say: Say) => Promise<unknown>
}

const usual: readonly State[] = ['full', 'loading', 'empty', 'error', 'forbidden', 'long']
const one: readonly State[] = ['full', 'loading', 'error', 'forbidden', 'long']
const manyToo: readonly State[] = [...usual, 'many']
const onlyFull: readonly State[] = ['full', 'long']

const page = (name: string, address: string | Place['address'], content: RegExp, shown: readonly State[]): Place => ({
  name,
  address: typeof address === 'string' ? () => address : address,
  content,
  states: shown,
})

const press = (where: Page, name: string) => where.getByRole('button', { name, exact: true }).first().click()
const dialog = async (where: Page) => where.getByRole('dialog').first().waitFor()

/** What a button of a page opens over it. */
function over(
  name: string,
  address: string | Place['address'],
  button: (say: Say) => string,
  after: (page: Page) => Promise<unknown> = dialog,
): Place {
  const open: Place['open'] = async (where, say) => {
    await press(where, button(say))
    await after(where)
  }
  return { ...page(name, address, /^$/, ['full']), open }
}

const situation = /^\/api\/(alerts\/lines|summary|map\/|past\/strip)/
const directive = '/so/directives/directive'

/** Every page, each with the states that can be told apart on it. */
const pages: readonly Place[] = [
  page('situation', '/', situation, ['full', 'loading', 'error', 'cut', 'forbidden', 'long', 'many', 'first']),
  page('situation-asset', '/?asset=phu-oc', /^\/api\/(assets\/phu-oc|readings)/, one),
  page('situation-alert', ({ alert }) => `/?alert=${alert}`, /^\/api\/alerts\/[0-9a-f-]{36}$/, one),
  page('situation-past', ({ past }) => `/?time=${past}`, /^\/api\/past\//, one),
  page('incidents', '/su-co', /^\/api\/incidents/, [...usual, 'cut', 'first']),
  page('incident', ({ incident }) => `/su-co/${incident}`, /^\/api\/incidents\//, one),
  page('incident-offered', ({ offered }) => `/su-co/${offered}`, /^\/api\/incidents\//, ['full']),
  page('tasks', '/viec?side=all&state=all', /^\/api\/tasks/, usual),
  page('task', ({ task }) => `/viec/${task}`, /^\/api\/tasks\//, one),
  page('indicators', '/chi-so', /^\/api\/indicators/, [...usual, 'first']),
  page('indicator', '/chi-so?key=alerts_handled_in_time', /^\/api\/indicators/, one),
  page('indicator-rows', '/chi-so?key=alerts_handled_in_time&count=all', /^\/api\/indicators/, onlyFull),
  page('registers', '/so', /^\/api\/record-types/, usual),
  page('register', directive, /^\/api\/directives\/directives/, [...manyToo, 'cut', 'first']),
  page('register-board', `${directive}?view=board`, /^\/api\/directives\/directives/, manyToo),
  page('record', ({ record }) => `${directive}?id=${record}`, /^\/api\/directives\/directives\/[0-9a-f]/, one),
  page('notices', '/so/directives/notice', /^\/api\/directives\/notices/, usual),
  page('progress', '/m/directives/tien-do', /^\/api\/directives\/progress/, [...usual, 'many']),
  page('reports', '/bao-cao', /^\/api\/reports/, [...usual, 'first']),
  page('report', ({ report }) => `/bao-cao/${report}`, /^\/api\/reports\//, one),
  page('report-source', ({ report }) => `/bao-cao/${report}?line=alerts_handled_in_time`, /^\/api\/reports\//, [
    'full',
  ]),
  page('imports', '/nhap-du-lieu', /^\/api\/imports/, usual),
  page('import', ({ faultyImport }) => `/nhap-du-lieu/${faultyImport}`, /^\/api\/imports\//, one),
  page('import-applied', ({ bigImport }) => `/nhap-du-lieu/${bigImport}`, /^\/api\/imports\//, ['many']),
  page('assets', '/thiet-bi', /^\/api\/(asset-types|assets)/, [...manyToo, 'first']),
  page('asset-list', '/thiet-bi/environment/river_station', /^\/api\/assets/, manyToo),
  page('speakers', '/thiet-bi/loudspeakers/speaker_cluster', /^\/api\/assets/, ['full']),
  page('asset', '/thiet-bi/phu-oc', /^\/api\/(assets\/phu-oc|readings|things)/, one),
  page('connections', '/ket-noi', /^\/api\/(connectors|ingest)/, [...usual, 'first']),
  page('letters', '/ket-noi/bi-tu-choi', /^\/api\/dead-letters/, usual),
  page('letter', ({ letter }) => `/ket-noi/bi-tu-choi?ma=${letter}`, /^\/api\/dead-letters\/\d/, one),
  page('messages', '/tin-nhan', /^\/api\/messages/, usual),
  page('accounts', '/cai-dat', /^\/api\/accounts/, usual),
  page('account', ({ account }) => `/cai-dat?ma=${account}`, /^\/api\/accounts\/\d/, one),
  page('roles', '/cai-dat/vai-tro', /^\/api\/roles/, usual),
  page('role', '/cai-dat/vai-tro?ma=duty_officer', /^\/api\/roles/, ['full', 'long']),
  page('agencies', '/cai-dat/don-vi', /^\/api\/agencies/, usual),
  page('agency', '/cai-dat/don-vi?ma=H57.907', /^\/api\/agencies\/H/, one),
  page('areas', '/cai-dat/dia-gioi', /^\/api\/areas/, usual),
  page('area', '/cai-dat/dia-gioi?ma=19804', /^\/api\/areas\/\d/, one),
  page('area-imports', '/cai-dat/dia-gioi?muc=imports', /^\/api\/areas\/imports/, usual),
  page('own-maps', '/cai-dat/ban-do', /^\/api\/basemaps/, usual),
  page('fields', '/cai-dat/truong?so=directives.directive', /^\/api\/record-settings/, usual),
  page('rules', '/cai-dat/quy-tac', /^\/api\/rules/, usual),
  page('rule', ({ rule }) => `/cai-dat/quy-tac?ma=${rule}`, /^\/api\/rules/, ['full', 'long']),
  page('alert-history', '/canh-bao', /^\/api\/alerts\/history/, manyToo),
  page('alarm-load', '/cai-dat/tai-canh-bao?days=31', /^\/api\/alerts\/load/, usual),
  page('maintenance', '/cai-dat/bao-tri', /^\/api\/maintenance/, usual),
  page('figure-kinds', '/cai-dat/so-lieu', /^\/api\/incidents\/figure-kinds/, usual),
  page('bulletin-setting', '/cai-dat/ban-tin', /^\/api\/bulletins\/setting/, ['full', 'loading', 'error', 'forbidden']),
  page('late-reasons', '/cai-dat/ly-do-tre', /^\/api\/late-reasons/, usual),
  page('keeping', '/cai-dat/so-do', /^\/api\/readings\/keeping/, ['full', 'loading', 'error', 'forbidden']),
  page('screens', '/cai-dat/man-hinh', /^\/api\/screens/, usual),
  page('channels', '/cai-dat/kenh', /^\/api\/(channels|reactions)/, usual),
  page('audit', '/cai-dat/nhat-ky', /^\/api\/audit/, manyToo),
  page('first-hour', '/bat-dau', /^\/api\/first-hour/, [...one, 'first']),
  page('password', '/doi-mat-khau', /^$/, ['full']),
  page('not-found', '/khong-co-trang-nay', /^$/, ['full']),
]

const opened: readonly Place[] = [
  { ...page('palette', '/', /^\/api\/search/, ['full', 'error']), open: openPalette },
  {
    ...page('keys', directive, /^$/, ['full']),
    async open(where) {
      await where.keyboard.press('?')
      await dialog(where)
    },
  },
  {
    ...page('alert-more', '/', /^$/, ['full']),
    async open(where, say) {
      await where.locator('.inbox .alert-title').first().click()
      // On a phone the menu of the pages bears the same word.
      const panel = where.getByRole('complementary')
      await panel.getByRole('button', { name: say('alert.more'), exact: true }).click()
      await panel.getByRole('menu').waitFor()
    },
  },
  {
    ...page('alert-open', '/', /^$/, ['full']),
    async open(where, say) {
      await where.locator('.inbox .alert-title').first().click()
      await press(where, say('alert.open'))
      await dialog(where)
    },
  },
  over(
    'incident-assign',
    ({ incident }) => `/su-co/${incident}`,
    (say) => say('task.assign'),
  ),
  {
    ...page('incident-close', ({ incident }) => `/su-co/${incident}`, /^$/, ['full']),
    async open(where, say) {
      await press(where, say('incident.stage.others'))
      await where.getByRole('menuitem', { name: `${say('incident.close')}…` }).click()
      await dialog(where)
    },
  },
  over(
    'incident-stages',
    ({ incident }) => `/su-co/${incident}`,
    (say) => say('incident.stage.others'),
    (where) => where.getByRole('menu').waitFor(),
  ),
  over(
    'incident-handover',
    ({ incident }) => `/su-co/${incident}`,
    (say) => say('incident.handover.title'),
  ),
  over(
    'incident-bulletin',
    ({ incident }) => `/su-co/${incident}`,
    (say) => say('bulletin.write'),
  ),
  {
    ...page('incident-bulletin-sent', ({ incident }) => `/su-co/${incident}`, /^$/, ['full']),
    async open(where) {
      await where.locator('.bulletin-sent').first().click()
      await dialog(where)
    },
  },
  {
    ...page('incident-similar', ({ incident }) => `/su-co/${incident}`, /^$/, ['full']),
    async open(where, say) {
      await where
        .getByRole('button', { name: say('incident.similar.open') })
        .first()
        .click()
      await dialog(where)
    },
  },
  over('record-form', directive, (say) => say('register.create')),
  over('report-form', '/bao-cao', (say) => say('report.create')),
  over('target-form', '/chi-so?key=alerts_handled_in_time', (say) => say('target.set')),
  over('import-form', '/nhap-du-lieu', (say) => say('import.newFile')),
  over('account-form', '/cai-dat', (say) => say('settings.add')),
  over(
    'role-form',
    '/cai-dat/vai-tro',
    (say) => say('role.add'),
    async (where) => where.getByRole('checkbox').first().waitFor(),
  ),
  over('agency-form', '/cai-dat/don-vi', (say) => say('agencies.add')),
  over('field-form', '/cai-dat/truong?so=directives.directive', (say) => say('extraField.add')),
  over(
    'rule-form',
    ({ rule }) => `/cai-dat/quy-tac?ma=${rule}`,
    (say) => say('rule.edit'),
    async (where) => where.locator('form').first().waitFor(),
  ),
  over('maintenance-form', '/cai-dat/bao-tri', (say) => say('maintenance.add')),
  over('screen-form', '/cai-dat/man-hinh', (say) => say('screen.make')),
  {
    ...page('audit-detail', '/cai-dat/nhat-ky', /^\/api\/audit/, onlyFull),
    open: (where) =>
      where.evaluate(() => {
        for (const each of document.querySelectorAll('details')) each.open = true
      }),
  },
]

async function openPalette(where: Page, say: Say): Promise<void> {
  await where.keyboard.press('Control+k')
  await where.getByRole('combobox', { name: say('palette.label') }).waitFor()
  await where.keyboard.type('phu oc')
  await where.getByRole('option').or(where.locator('.palette p')).first().waitFor()
}

/** Everything that is looked at. */
export const places: readonly Place[] = [...pages, ...opened]

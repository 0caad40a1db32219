import {
  createRootRoute,
  createRoute,
  createRouter,
  type ErrorComponentProps,
  Outlet,
  redirect,
} from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { PlatformPermission } from '../core/permission.ts'
import { ApiProblem } from './api/client.ts'
import { queryClient } from './api/query-client.ts'
import { sessionQuery } from './api/session.ts'
import { wasSignedIn } from './api/signed-in.ts'
import { ErrorBox } from './kit/error-box.tsx'
import { Loading } from './kit/loading.tsx'
import { ScreenFailed } from './screen/screen-failed.tsx'
import {
  accountSearch,
  areaSearch,
  assetsSearch,
  auditSearch,
  codeSearch,
  fieldsSearch,
  historySearch,
  importSearch,
  indicatorSearch,
  letterSearch,
  loadSearch,
  messageSearch,
  oneImportSearch,
  registerSearch,
  reportSearch,
  ruleSearch,
  signInSearch,
  situationSearch,
  stateSearch,
  taskSearch,
} from './search.ts'
import { NotFoundPage, PageFailed, PartNotFetched } from './shell/page-failed.tsx'
import { isPartMissing, lazyPart } from './shell/renew.ts'
import { withRight } from './shell/with-right.tsx'
import { withLateTexts } from './text/i18n.ts'

function Failed({ error, reset }: ErrorComponentProps) {
  if (error instanceof Error && isPartMissing(error)) return <PartNotFetched error={error} />
  if (error instanceof ApiProblem) return <ErrorBox whole error={error} onRetry={reset} />
  return <PageFailed error={error instanceof Error ? error : new Error(String(error))} />
}

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFoundPage, errorComponent: Failed })

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/dang-nhap',
  validateSearch: signInSearch,
  component: lazyPart(() => import('./shell/sign-in-page.tsx'), 'SignInPage'),
})

/** Makes sure somebody is signed in, or sends them to sign in and back to where they were. */
async function requireSession(here: string) {
  try {
    return await queryClient.ensureQueryData(sessionQuery)
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 401) {
      throw redirect({ to: '/dang-nhap', search: here === '/' ? {} : { to: here } })
    }
    throw error
  }
}

const password = createRoute({
  getParentRoute: () => root,
  path: '/doi-mat-khau',
  beforeLoad: ({ location }) => requireSession(location.href),
  component: lazyPart(() => import('./shell/password-page.tsx'), 'PasswordPage'),
})

const screen = createRoute({
  getParentRoute: () => root,
  path: '/man-hinh-lon',
  errorComponent: ScreenFailed,
  component: lazyPart(() => import('./screen/screen-page.tsx'), 'ScreenPage'),
})

const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  beforeLoad: async ({ location }) => {
    const session = await requireSession(location.href)
    // A large screen is no person: the pages are for people.
    if (session.isScreen) throw redirect({ to: '/dang-nhap', search: {} })
    if (session.mustChangePassword) throw redirect({ to: '/doi-mat-khau' })
  },
  component: lazyPart(() => import('./shell/shell.tsx'), 'Shell'),
})

const page = <T extends string>(path: T) => ({ getParentRoute: () => shell, path })

type Part<K extends string> = { readonly [name in K]: () => ReactNode }

/** A page of a part, for those who hold `verb`; the part is fetched when it is first opened. */
const guarded = <K extends string>(verb: PlatformPermission, load: () => Promise<Part<NoInfer<K>>>, name: K) =>
  withRight(
    verb,
    lazyPart(() => load().then((part): Part<'Page'> => ({ Page: part[name] })), 'Page'),
  )

/** The same of a part whose texts come with it. */
const guardedLate: typeof guarded = (verb, load, name) => guarded(verb, () => withLateTexts(load()), name)

const situation = createRoute({
  ...page('/'),
  validateSearch: situationSearch,
  component: lazyPart(() => import('./situation/situation-page.tsx'), 'SituationPage'),
})
const incidents = createRoute({
  ...page('/su-co'),
  validateSearch: stateSearch,
  component: guardedLate('incidents.read', () => import('./incidents/incidents-page.tsx'), 'IncidentsPage'),
})
const incident = createRoute({
  ...page('/su-co/$id'),
  component: guardedLate('incidents.read', () => import('./incidents/incident-page.tsx'), 'IncidentPage'),
})
const tasks = createRoute({
  ...page('/viec'),
  validateSearch: taskSearch,
  component: guarded('tasks.read', () => import('./tasks/tasks-page.tsx'), 'TasksPage'),
})
const task = createRoute({
  ...page('/viec/$id'),
  component: guarded('tasks.read', () => import('./tasks/task-page.tsx'), 'TaskPage'),
})
const indicators = createRoute({
  ...page('/chi-so'),
  validateSearch: indicatorSearch,
  component: guardedLate('indicators.read', () => import('./indicators/indicators-page.tsx'), 'IndicatorsPage'),
})
const reports = createRoute({
  ...page('/bao-cao'),
  component: guardedLate('reports.read', () => import('./reports/reports-page.tsx'), 'ReportsPage'),
})
const report = createRoute({
  ...page('/bao-cao/$id'),
  validateSearch: reportSearch,
  component: guardedLate('reports.read', () => import('./reports/report-page.tsx'), 'ReportPage'),
})
const registers = createRoute({
  ...page('/so'),
  component: lazyPart(() => import('./registers/registers-page.tsx'), 'RegistersPage'),
})
const register = createRoute({
  ...page('/so/$module/$type'),
  validateSearch: registerSearch,
  component: lazyPart(() => import('./registers/register-page.tsx'), 'RegisterPage'),
})
const modulePage = createRoute({
  ...page('/m/$module/$page'),
  component: lazyPart(() => import('./modules/module-page.tsx'), 'ModulePage'),
})
const imports = createRoute({
  ...page('/nhap-du-lieu'),
  validateSearch: importSearch,
  component: lazyPart(() => withLateTexts(import('./imports/imports-page.tsx')), 'ImportsPage'),
})
const oneImport = createRoute({
  ...page('/nhap-du-lieu/$id'),
  validateSearch: oneImportSearch,
  component: lazyPart(() => withLateTexts(import('./imports/import-page.tsx')), 'ImportPage'),
})
const assets = createRoute({
  ...page('/thiet-bi'),
  component: guarded('assets.read', () => import('./assets/assets-page.tsx'), 'AssetsPage'),
})
const assetList = createRoute({
  ...page('/thiet-bi/$module/$type'),
  validateSearch: assetsSearch,
  component: guarded('assets.read', () => import('./assets/asset-list-page.tsx'), 'AssetListPage'),
})
const asset = createRoute({
  ...page('/thiet-bi/$code'),
  component: guarded('assets.read', () => import('./assets/asset-page.tsx'), 'AssetPage'),
})
const connections = createRoute({
  ...page('/ket-noi'),
  component: guardedLate('connectors.read', () => import('./connections/connections-page.tsx'), 'ConnectionsPage'),
})
const deadLetters = createRoute({
  ...page('/ket-noi/bi-tu-choi'),
  validateSearch: letterSearch,
  component: guardedLate('dead_letters.view', () => import('./connections/dead-letters-page.tsx'), 'DeadLettersPage'),
})
const messages = createRoute({
  ...page('/tin-nhan'),
  validateSearch: messageSearch,
  component: guarded('messages.read', () => import('./messages/messages-page.tsx'), 'MessagesPage'),
})
const settingsChannels = createRoute({
  ...page('/cai-dat/kenh'),
  component: guardedLate('channels.manage', () => import('./messages/channels-page.tsx'), 'ChannelsPage'),
})
const settings = createRoute({
  ...page('/cai-dat'),
  validateSearch: accountSearch,
  component: guardedLate('accounts.read', () => import('./settings/settings-page.tsx'), 'SettingsPage'),
})
const settingsList = createRoute({
  ...page('/cai-dat/muc'),
  component: lazyPart(() => withLateTexts(import('./settings/settings-list-page.tsx')), 'SettingsListPage'),
})
const settingsAgencies = createRoute({
  ...page('/cai-dat/don-vi'),
  validateSearch: codeSearch,
  component: guardedLate('agencies.read', () => import('./settings/agencies-page.tsx'), 'AgenciesPage'),
})
const settingsAreas = createRoute({
  ...page('/cai-dat/dia-gioi'),
  validateSearch: areaSearch,
  component: guardedLate('areas.read', () => import('./settings/areas-page.tsx'), 'AreasPage'),
})

const settingsMaps = createRoute({
  ...page('/cai-dat/ban-do'),
  component: guardedLate('areas.read', () => import('./settings/own-maps-page.tsx'), 'OwnMapsPage'),
})
const settingsRoles = createRoute({
  ...page('/cai-dat/vai-tro'),
  validateSearch: codeSearch,
  component: guardedLate('accounts.read', () => import('./settings/roles-page.tsx'), 'RolesPage'),
})
const settingsFields = createRoute({
  ...page('/cai-dat/truong'),
  validateSearch: fieldsSearch,
  component: guardedLate('records.manage_fields', () => import('./settings/fields-page.tsx'), 'FieldsPage'),
})

const settingsRules = createRoute({
  ...page('/cai-dat/quy-tac'),
  validateSearch: ruleSearch,
  component: guardedLate('rules.view', () => import('./settings/rules/rules-page.tsx'), 'RulesPage'),
})

const history = createRoute({
  ...page('/canh-bao'),
  validateSearch: historySearch,
  component: guardedLate('alerts.read', () => import('./history/history-page.tsx'), 'HistoryPage'),
})

const settingsLoad = createRoute({
  ...page('/cai-dat/tai-canh-bao'),
  validateSearch: loadSearch,
  component: guardedLate('rules.view', () => import('./settings/load/load-page.tsx'), 'LoadPage'),
})

const settingsMaintenance = createRoute({
  ...page('/cai-dat/bao-tri'),
  component: guardedLate('alerts.read', () => import('./settings/maintenance/maintenance-page.tsx'), 'MaintenancePage'),
})

const settingsFigures = createRoute({
  ...page('/cai-dat/so-lieu'),
  component: guardedLate('records.manage_fields', () => import('./settings/figures/figures-page.tsx'), 'FiguresPage'),
})

const settingsBulletins = createRoute({
  ...page('/cai-dat/ban-tin'),
  component: guardedLate('channels.manage', () => import('./settings/bulletins/bulletins-page.tsx'), 'BulletinsPage'),
})

const settingsLate = createRoute({
  ...page('/cai-dat/ly-do-tre'),
  component: guardedLate('records.manage_fields', () => import('./settings/late/late-page.tsx'), 'LatePage'),
})

const settingsKeeping = createRoute({
  ...page('/cai-dat/so-do'),
  component: guardedLate('readings.keep', () => import('./settings/keeping/keeping-page.tsx'), 'KeepingPage'),
})

const firstHour = createRoute({
  ...page('/bat-dau'),
  component: lazyPart(() => import('./first-hour/first-hour-page.tsx'), 'FirstHourPage'),
})

const settingsScreens = createRoute({
  ...page('/cai-dat/man-hinh'),
  component: guardedLate('accounts.manage', () => import('./settings/screens/screens-page.tsx'), 'ScreensPage'),
})

const settingsAudit = createRoute({
  ...page('/cai-dat/nhat-ky'),
  validateSearch: auditSearch,
  component: guardedLate('audit.read', () => import('./audit/audit-page.tsx'), 'AuditPage'),
})

const routeTree = root.addChildren([
  signIn,
  password,
  screen,
  shell.addChildren([
    situation,
    incidents,
    incident,
    tasks,
    task,
    indicators,
    reports,
    report,
    registers,
    register,
    modulePage,
    imports,
    oneImport,
    assets,
    assetList,
    asset,
    connections,
    deadLetters,
    messages,
    settings,
    settingsChannels,
    settingsList,
    settingsAgencies,
    settingsAreas,
    settingsMaps,
    settingsRoles,
    settingsFields,
    settingsRules,
    history,
    settingsLoad,
    settingsMaintenance,
    settingsFigures,
    settingsBulletins,
    settingsLate,
    settingsKeeping,
    settingsScreens,
    settingsAudit,
    firstHour,
  ]),
])

/** Every address of the page. */
export const router = createRouter({
  routeTree,
  defaultPendingComponent: Loading,
  defaultErrorComponent: Failed,
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}

/** Sends a person to sign in, and back to this page afterwards; tells those who were signed in here before that it has ended. */
export function goToSignIn(): void {
  const { pathname, href } = router.state.location
  if (pathname === '/dang-nhap' || pathname === '/man-hinh-lon') return
  queryClient.removeQueries({ queryKey: ['session'] })
  void router.navigate({ to: '/dang-nhap', search: wasSignedIn() ? { to: href, ended: true } : { to: href } })
}

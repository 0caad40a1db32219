/** Where the page of a kind of thing is, for those that search does not know. */
const pages: Readonly<Record<string, (id: string) => string>> = {
  account: (id) => `/cai-dat?ma=${id}`,
  agency: (id) => `/cai-dat/don-vi?ma=${id}`,
  area_import: () => '/cai-dat/dia-gioi?muc=imports',
  basemap: () => '/cai-dat/ban-do',
  channel: () => '/cai-dat/kenh',
  channel_address: () => '/cai-dat/kenh',
  connector: () => '/ket-noi',
  dead_letter: (id) => `/ket-noi/bi-tu-choi?ma=${id}`,
  deadline_rule: (id) => `/cai-dat/truong?so=${id.split('.').slice(0, 2).join('.')}`,
  delivery: () => '/tin-nhan',
  extra_field: (id) => `/cai-dat/truong?so=${id.split('.').slice(0, 2).join('.')}`,
  figure_kind: () => '/cai-dat/so-lieu',
  import: (id) => `/nhap-du-lieu/${id}`,
  indicator: (id) => `/chi-so?key=${id}`,
  late_reason: () => '/cai-dat/ly-do-tre',
  maintenance: () => '/cai-dat/bao-tri',
  reaction_fault: () => '/cai-dat/kenh',
  reading_week: () => '/cai-dat/so-do',
  readings: () => '/cai-dat/so-do',
  report: (id) => `/bao-cao/${id}`,
  role: (id) => `/cai-dat/vai-tro?ma=${id}`,
  rule: (id) => `/cai-dat/quy-tac?ma=${id}`,
  screen: () => '/cai-dat/man-hinh',
  task: (id) => `/viec/${id}`,
}

/** Where a thing of the audit opens; null where no page shows it. */
export function subjectPage({ kind, id, page }: { kind: string; id: string; page: string | null }): string | null {
  return page ?? pages[kind]?.(encodeURIComponent(id)) ?? null
}

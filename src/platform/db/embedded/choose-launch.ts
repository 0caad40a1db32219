/** As whom PostgreSQL runs. It refuses uid 0, so root needs one of the other two. */
export type RunAs =
  | { kind: 'self' }
  /** Root inside a user namespace that calls it `uid`; its files stay root's. */
  | { kind: 'namespace'; unshare: string; uid: number }
  | { kind: 'account'; name: string; uid: number; gid: number }

/** One way to run PostgreSQL, and what it can reach. */
export type Way = {
  runAs: RunAs
  /** Why this way is closed on this machine; undefined when it is open. */
  closedBecause?: string
  /** First folder on the way to the data folder that this user may not enter. */
  dataBlockedAt?: string
  /** First file or folder of the PostgreSQL binaries that this user may not use. */
  binariesBlockedAt?: string
}

/** What was found on the machine; gathered by `gatherLaunchFacts`. */
export type LaunchFacts = {
  isRoot: boolean
  /** False in a worker thread: a parent-death signal would then fire when the thread ends. */
  isMainThread: boolean
  /** Path of a setpriv that knows --pdeathsig. */
  setpriv?: string
  /** False when library links are missing in node_modules and cannot be made there. */
  canUseInstalledBinaries: boolean
  /** In order of preference. */
  ways: Way[]
}

/** How PostgreSQL is started: `command` goes before the binary and its arguments. */
export type LaunchPlan = {
  kind: 'plan'
  runAs: RunAs
  command: string[]
  copyBinaries: boolean
  /** What ends PostgreSQL when the server is killed: the kernel's parent-death signal, or a watching shell. */
  deathWatch: 'signal' | 'shell'
  notes: string[]
}

/** No way is open: `reason` says what stands in the way, `mend` what to do about it. */
export type LaunchRefusal = { kind: 'refusal'; reason: string; mend: string }

function describe(runAs: RunAs): string {
  if (runAs.kind === 'self') return 'the current user'
  return runAs.kind === 'namespace' ? 'root in a user namespace' : `account ${runAs.name}`
}

/** What stands in the way of it; undefined when it is open. */
export function whyClosed(way: Way): string | undefined {
  if (way.closedBecause) return `${describe(way.runAs)}: ${way.closedBecause}`
  if (way.dataBlockedAt) return `${describe(way.runAs)}: may not enter ${way.dataBlockedAt}`
  return undefined
}

/** Picks the first open way, or says why none is. Pure. */
export function chooseLaunch(facts: LaunchFacts): LaunchPlan | LaunchRefusal {
  const way = facts.ways.find((candidate) => whyClosed(candidate) === undefined)
  if (!way) return refuse(facts)

  const hasSignal = facts.setpriv !== undefined && facts.isMainThread
  const command: string[] = []
  if (way.runAs.kind === 'namespace') {
    const { unshare, uid } = way.runAs
    command.push(unshare, '--user', `--map-user=${uid}`, `--map-group=${uid}`)
  }
  if (hasSignal && facts.setpriv) command.push(facts.setpriv, '--pdeathsig', 'INT')

  const notes = facts.ways
    .slice(0, facts.ways.indexOf(way))
    .map(whyClosed)
    .filter((note) => note !== undefined)
  if (way.runAs.kind === 'account') notes.push(`PostgreSQL runs as ${describe(way.runAs)}, its files belong to it`)
  if (facts.setpriv === undefined)
    notes.push('setpriv of util-linux is missing: a shell ends PostgreSQL when the server is killed, unless killed too')
  const copyBinaries = way.binariesBlockedAt !== undefined || !facts.canUseInstalledBinaries
  if (way.binariesBlockedAt)
    notes.push(`${way.binariesBlockedAt} cannot be used there, so PostgreSQL's programs are copied to the data folder`)
  else if (copyBinaries)
    notes.push("PostgreSQL's library links are missing in node_modules and cannot be made there: a copy is used")
  return { kind: 'plan', runAs: way.runAs, command, copyBinaries, deathWatch: hasSignal ? 'signal' : 'shell', notes }
}

function refuse(facts: LaunchFacts): LaunchRefusal {
  const reasons = facts.ways.map(whyClosed).filter((reason) => reason !== undefined)
  const blockedAt = facts.ways.find((way) => way.dataBlockedAt)?.dataBlockedAt
  const mend = [
    blockedAt && 'choose a data folder that every account can reach (DATA_DIR=/var/lib/nhip)',
    facts.isRoot && 'start as an ordinary user',
    'use a PostgreSQL of your own (DATABASE_URL)',
  ].filter((step) => typeof step === 'string')
  return {
    kind: 'refusal',
    reason: `PostgreSQL does not run as root, and no other way is open here (${reasons.join('; ')})`,
    mend: `Mend one of: ${mend.join(', or ')}.`,
  }
}

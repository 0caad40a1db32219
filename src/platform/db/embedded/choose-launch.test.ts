import { expect, test } from 'vitest'
import { chooseLaunch, type LaunchFacts, type Way } from './choose-launch.ts'

const namespace: Way = { runAs: { kind: 'namespace', unshare: '/usr/bin/unshare', uid: 65534 } }
const account: Way = { runAs: { kind: 'account', name: 'postgres', uid: 101, gid: 104 } }
const nobody: Way = { runAs: { kind: 'account', name: 'nobody', uid: 65534, gid: 65534 } }
const asRoot: LaunchFacts = {
  isRoot: true,
  isMainThread: true,
  setpriv: '/usr/bin/setpriv',
  canUseInstalledBinaries: true,
  ways: [namespace, account, nobody],
}
const asUser: LaunchFacts = { ...asRoot, isRoot: false, ways: [{ runAs: { kind: 'self' } }] }

test('an ordinary user starts PostgreSQL as itself, tied to the server by the kernel', () => {
  expect(chooseLaunch(asUser)).toEqual({
    kind: 'plan',
    runAs: { kind: 'self' },
    command: ['/usr/bin/setpriv', '--pdeathsig', 'INT'],
    copyBinaries: false,
    deathWatch: 'signal',
    notes: [],
  })
})

test('root starts it in a user namespace when it may', () => {
  expect(chooseLaunch(asRoot)).toMatchObject({
    runAs: { kind: 'namespace' },
    command: [
      '/usr/bin/unshare',
      '--user',
      '--map-user=65534',
      '--map-group=65534',
      '/usr/bin/setpriv',
      '--pdeathsig',
      'INT',
    ],
    notes: [],
  })
})

test('root without user namespaces takes the first account that reaches the data folder, and says so', () => {
  const plan = chooseLaunch({
    ...asRoot,
    ways: [
      { ...namespace, closedBecause: 'unshare failed: Operation not permitted' },
      { ...account, dataBlockedAt: '/srv/closed' },
      { ...nobody, binariesBlockedAt: '/root' },
    ],
  })
  expect(plan).toMatchObject({ kind: 'plan', runAs: { name: 'nobody' }, copyBinaries: true, deathWatch: 'signal' })
  expect(plan.kind === 'plan' && plan.notes.join('\n')).toContain('Operation not permitted')
  expect(plan.kind === 'plan' && plan.notes.join('\n')).toContain('/srv/closed')
})

test('root is refused with reason and mend when no account reaches the data folder', () => {
  const refusal = chooseLaunch({
    ...asRoot,
    ways: [
      { ...namespace, closedBecause: 'forbidden' },
      { ...nobody, dataBlockedAt: '/root' },
    ],
  })
  expect(refusal).toMatchObject({ kind: 'refusal' })
  expect(refusal.kind === 'refusal' && `${refusal.reason} ${refusal.mend}`).toMatch(/forbidden.*\/root.*DATA_DIR/)
})

test('without setpriv a shell watches, and what is lost is said', () => {
  const { setpriv: _, ...withoutSetpriv } = asUser
  const plan = chooseLaunch(withoutSetpriv)
  expect(plan).toMatchObject({ command: [], deathWatch: 'shell' })
  expect(plan.kind === 'plan' && plan.notes.join()).toContain('setpriv')
})

test('in a worker thread the signal of the kernel would come too early, so a shell watches', () => {
  expect(chooseLaunch({ ...asUser, isMainThread: false })).toMatchObject({ command: [], deathWatch: 'shell' })
})

test('programs without their library links are copied to where links can be made', () => {
  expect(chooseLaunch({ ...asUser, canUseInstalledBinaries: false })).toMatchObject({ copyBinaries: true })
})

/** What makes a role: its names and its verbs. */
export interface RoleSet {
  readonly name: { readonly vi: string; readonly en: string }
  readonly permissions: readonly string[]
}

/** What `after` gives and takes beside `before`, and whether its name is another. */
export function diffRoles(before: RoleSet, after: RoleSet) {
  return {
    given: after.permissions.filter((verb) => !before.permissions.includes(verb)),
    taken: before.permissions.filter((verb) => !after.permissions.includes(verb)),
    isRenamed: before.name.vi !== after.name.vi || before.name.en !== after.name.en,
  }
}

/** What one person changed in `base` done to `fresh`, which another made of it. A name goes with who changed it; both: `mine`. */
export function mergeRoles(base: RoleSet, mine: RoleSet, fresh: RoleSet): RoleSet {
  const { given, taken } = diffRoles(base, mine)
  const kept = fresh.permissions.filter((verb) => !taken.includes(verb))
  const name = (language: 'vi' | 'en') =>
    mine.name[language] === base.name[language] ? fresh.name[language] : mine.name[language]
  return {
    name: { vi: name('vi'), en: name('en') },
    permissions: [...kept, ...given.filter((verb) => !kept.includes(verb))].sort(),
  }
}

/** An id for a new role from its name, `Trực đêm` as `truc_dem`, other than those `taken`. */
export function makeRoleId(folded: string, taken: readonly string[]): string {
  const words = folded.replace(/[^a-z0-9]+/g, '_').replace(/^_+|_+$/g, '')
  const start = (/^[a-z]./.test(words) ? words : `role_${words}`).slice(0, 34)
  for (let n = 1; ; n += 1) {
    const id = n === 1 ? start : `${start}_${n}`
    if (!taken.includes(id)) return id
  }
}

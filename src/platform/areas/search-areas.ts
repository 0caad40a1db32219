import { fold } from '../../core/fold.ts'
import type { AreaVersion, Directory } from './directory.ts'

const kindWords = /^(phuong|xa|dac khu|thi tran|quan|huyen|thi xa|thanh pho|tinh) (?=.)/
const shortWords: readonly (readonly [RegExp, string])[] = [
  [/^p\.? /, 'phuong '],
  [/^x\.? /, 'xa '],
  [/^tp\.? ?/, 'thanh pho '],
  [/^t\.? /, 'tinh '],
]

interface Named {
  readonly version: AreaVersion
  readonly full: string
  readonly bare: string
  readonly within: string
}

const folded = new WeakMap<Directory, Named[]>()

/**
 * Areas in force today whose name holds what was typed, best first: diacritics, case, Unicode form and the word of the kind do not
 * matter. Words that stand in the province's name narrow («kim long hue»). An empty query answers all. Of equals the home province's
 * come first.
 */
export function searchAreas(directory: Directory, query: string, home: string): readonly AreaVersion[] {
  const typed = expand(fold(query.replace(/[,;]/g, ' ')))
  const isAway = ({ code, parentCode }: AreaVersion) => Number(code !== home && parentCode !== home)
  if (typed === '') return directory.present.toSorted((a, b) => isAway(a) - isAway(b))
  const bare = typed.replace(kindWords, '')
  const words = bare.split(' ')
  return namesOf(directory)
    .map((named) => ({ version: named.version, rank: rankOf(named, typed, bare, words) }))
    .filter(({ rank }) => rank < misses)
    .sort((a, b) => a.rank - b.rank || isAway(a.version) - isAway(b.version))
    .map(({ version }) => version)
}

const misses = 9

function rankOf({ full, bare: name, within }: Named, typed: string, bare: string, words: readonly string[]): number {
  if (full === typed) return 0
  if (name === typed) return 1
  if (full.startsWith(typed) || name.startsWith(typed)) return 2
  if (` ${name}`.includes(` ${typed}`)) return 3
  // The kind that was typed may be the earlier one.
  if (name === bare) return 4
  // Within a word nothing is meant: «huong tra» is not «Phường Trạm Lộ».
  if (` ${full}`.includes(` ${typed}`)) return 5
  if (` ${name}`.includes(` ${bare}`)) return 6
  const all = `${full} ${within} `
  return words.length > 1 && words.every((word) => ` ${all}`.includes(` ${word}`)) ? 7 : misses
}

function expand(text: string): string {
  for (const [short, word] of shortWords) if (short.test(text)) return text.replace(short, word).trim()
  return text
}

function namesOf(directory: Directory): Named[] {
  let names = folded.get(directory)
  if (!names) {
    names = directory.present.map((version) => {
      const full = fold(version.name)
      const parent = version.parentCode === null ? null : directory.inForce(version.parentCode)
      return { version, full, bare: full.replace(kindWords, ''), within: fold(parent?.name ?? '') }
    })
    folded.set(directory, names)
  }
  return names
}

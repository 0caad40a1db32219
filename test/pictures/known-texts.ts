import type { Language } from '../../src/core/text.ts'
import { en } from '../../src/web/text/en.ts'
import { enLate } from '../../src/web/text/en-late.ts'
import { vi } from '../../src/web/text/vi.ts'
import { viLate } from '../../src/web/text/vi-late.ts'

/** A text of the page in one language, by its key. */
export type Say = (key: string) => string

/** One text in both languages. */
export type Pair = Readonly<Record<Language, string>>

type Tree = { readonly [key: string]: string | Tree }

function flat(tree: Tree, before = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[before + key, value]] : flat(value, `${before}${key}.`),
  )
}

const texts: Readonly<Record<Language, ReadonlyMap<string, string>>> = {
  vi: new Map(flat({ ...vi, ...viLate })),
  en: new Map(flat({ ...en, ...enLate })),
}

/** @throws where no text has the key: a name was changed and the places were not */
export const sayIn =
  (language: Language): Say =>
  (key) => {
    const text = texts[language].get(key)
    if (text === undefined) throw new Error(`no text ${key}`)
    return text
  }

/** Every `{ vi, en }` in an answer of the API: what modules call their things. */
function pairsIn(value: unknown): Pair[] {
  if (typeof value !== 'object' || value === null) return []
  const { vi: inVietnamese, en: inEnglish } = value as Partial<Pair> // Looked at before it is believed.
  if (typeof inVietnamese === 'string' && typeof inEnglish === 'string') return [{ vi: inVietnamese, en: inEnglish }]
  return Object.values(value).flatMap(pairsIn)
}

/** What belongs on a page of one language only: texts of the other, plain or with places to be filled. */
export interface Foreign {
  readonly plain: readonly string[]
  readonly patterns: readonly string[]
}

/** @param answers of the API in which modules name their things */
export function foreignTo(language: Language, answers: readonly unknown[]): Foreign {
  const other = language === 'vi' ? 'en' : 'vi'
  const own = new Set<string>()
  const strange = new Set<string>()
  const pairs = [
    ...[...texts.vi].map(([key, text]): Pair => ({ vi: text, en: texts.en.get(key) ?? text })),
    ...answers.flatMap(pairsIn),
  ]
  for (const pair of pairs) {
    own.add(pair[language])
    strange.add(pair[other])
  }
  const only = [...strange].filter((text) => !own.has(text) && /\p{L}{2}/u.test(text))
  const [patterns, plain] = [only.filter((text) => text.includes('{{')), only.filter((text) => !text.includes('{{'))]
  const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
  return {
    plain,
    patterns: patterns
      .filter((text) => text.replaceAll(/\{\{.*?\}\}/g, '').replaceAll(/\P{L}/gu, '').length >= 14)
      .map(
        (text) =>
          `^${text
            .split(/\{\{.*?\}\}/)
            .map(escaped)
            .join('.+')}$`,
      ),
  }
}

/** What fields hold, as the address and the API carry it: `lead:12,extra.urgency:high`. */
export type Terms = ReadonlyMap<string, readonly string[]>

/** Reads `field:value,…`; what is no such pair is left out. */
export function readTerms(text: string | undefined): Terms {
  const pairs = (text ?? '').split(',').flatMap((part): [string, string][] => {
    const at = part.indexOf(':')
    return at < 1 ? [] : [[part.slice(0, at), part.slice(at + 1)]]
  })
  return new Map([...Map.groupBy(pairs, ([key]) => key)].map(([key, found]) => [key, found.map(([, value]) => value)]))
}

/** Undefined where nothing is asked, so that the address stays short. */
export function writeTerms(terms: Terms): string | undefined {
  const text = [...terms].flatMap(([key, values]) => values.map((value) => `${key}:${value}`)).join(',')
  return text === '' ? undefined : text
}

/** Adds a value to what is asked of a field, or takes it away. */
export function toggleTerm(terms: Terms, key: string, value: string): Terms {
  const values = terms.get(key) ?? []
  const next = values.includes(value) ? values.filter((each) => each !== value) : [...values, value]
  const rest = new Map(terms)
  if (next.length === 0) rest.delete(key)
  else rest.set(key, next)
  return rest
}

/** Adds a name to a list separated by commas, or takes it away. */
export function toggleName(list: string | undefined, name: string): string | undefined {
  const names = (list ?? '').split(',').filter((each) => each !== '')
  const next = names.includes(name) ? names.filter((each) => each !== name) : [...names, name]
  return next.length === 0 ? undefined : next.join(',')
}

/** Clicking a head: up, then down, then as it was. */
export function nextSort(sort: string | undefined, key: string): string | undefined {
  if (sort === key) return `-${key}`
  return sort === `-${key}` ? undefined : key
}

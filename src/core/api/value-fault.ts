interface Coded {
  readonly code: string
  readonly params?: Readonly<Record<string, number>>
}

const formats: Readonly<Record<string, string>> = { date: 'not_a_day', datetime: 'not_an_instant', url: 'not_a_link' }
const types: Readonly<Record<string, string>> = { int: 'not_whole', number: 'not_a_number' }

/**
 * A stable code for a schema's issue, as Zod gives it or as the HTTP framework carries it (`keyword` and `params`), so that pages need
 * not read its sentence; `refused` for what has none of its own.
 */
export function codeOfIssue(issue: object): Coded {
  const given = issue as Readonly<Record<string, unknown>> // Read with care: every property is compared.
  const carried = 'keyword' in given ? (given.params as object) : given
  const { code, expected, format, origin, maximum, minimum, params } = {
    code: given.keyword,
    ...carried,
  } as typeof given
  switch (code) {
    case 'invalid_type':
      // The sentence alone tells what was missing from what was something else.
      if (/received (undefined|null)$/.test(String(given.message))) return { code: 'required' }
      return { code: types[String(expected)] ?? 'refused' }
    case 'too_small':
      if (origin === 'string') return { code: 'required' }
      return { code: origin === 'array' ? 'too_few' : 'too_small', params: { n: Number(minimum) } }
    case 'too_big':
      if (origin === 'string') return { code: 'too_long', params: { n: Number(maximum) } }
      return { code: origin === 'array' ? 'too_many' : 'too_large', params: { n: Number(maximum) } }
    case 'invalid_format':
      return { code: formats[String(format)] ?? 'refused' }
    case 'invalid_value':
      return { code: 'not_a_choice' }
    case 'unrecognized_keys':
      return { code: 'unknown_field' }
    case 'custom':
      return { code: String((params as { code?: unknown } | undefined)?.code ?? 'refused') }
    default:
      return { code: 'refused' }
  }
}

import type { Field } from '../field.ts'
import type { Text } from '../text.ts'

/** A place of a new or changed row that a column of a file can fill. */
export interface ImportField {
  /** `values.<field>`, `extra.<field>`, `attributes.<name>`, `areaCode`, `lon`, `lat`, `geometry`, `code`, `name` or `agencyId`. */
  readonly key: string
  readonly label: Text
  readonly hint?: Text
  /** Without a value here no row can be made. */
  readonly required: boolean
  /** Only who may see personal fields fills it. */
  readonly personal: boolean
  /** How its cells are read. */
  readonly field: Field | { readonly kind: 'degrees' } | { readonly kind: 'geometry' } | { readonly kind: 'code' }
  /** Further header words that mean it. */
  readonly synonyms?: readonly string[]
}

/** A cell as a file holds it; days and instants of a workbook come as `yyyy-mm-dd` and `yyyy-mm-ddThh:mm:ss`. */
export type ImportCell = string | number | boolean | null

/** One thing that is wrong in a row, to be said by `faultText`. */
export interface CellFault {
  readonly code: FaultCode
  /** What the sentence names: a limit, the names that fit, never the cell itself where it is personal. */
  readonly params: Readonly<Record<string, string | number>>
}

export type FaultCode = (typeof faultCodes)[number]

/** Every kind of fault of a cell or row. */
export const faultCodes = [
  'missing',
  'not_a_number',
  'not_whole',
  'unclear_number',
  'not_a_date',
  'no_such_day',
  'not_an_instant',
  'not_yes_or_no',
  'unknown_choice',
  'unknown_agency',
  'several_agencies',
  'foreign_agency',
  'agency_stays',
  'unknown_area',
  'several_areas',
  'unknown_record',
  'several_records',
  'not_a_link',
  'not_a_code',
  'not_an_agency_code',
  'not_a_phone',
  'not_a_geometry',
  'other_geometry',
  'not_degrees',
  'half_a_position',
  'too_few_points',
  'ring_open',
  'crosses_itself',
  'outside_province',
  'too_many',
  'closed_agency',
  'closed_area',
  'not_a_choice',
  'unseen_record',
  'unseen_device',
  'too_small',
  'too_large',
  'too_long',
  'too_many_cells',
  'twice_in_file',
  'code_in_use',
  'refused',
] as const

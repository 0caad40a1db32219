/** A text in both languages of the product. Vietnamese is the one of record. */
export interface Text {
  readonly vi: string
  readonly en: string
}

export type Language = keyof Text

/** The same texts in another language, each with one more where it differs for a single thing: Vietnamese does not tell them apart. */
export type WithOne<T> = {
  [K in keyof T]: T[K] extends string ? string : WithOne<T[K]>
} & { [K in keyof T as T[K] extends string ? `${K & string}_one` : never]?: string }

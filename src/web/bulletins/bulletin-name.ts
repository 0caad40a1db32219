/** A number of a bulletin as it is written: `03`. */
export const writeNumber = (number: number | null) => String(number ?? 0).padStart(2, '0')

/** A Monday as `yyyy-mm-dd` the way people write it. */
export const dayOfWeek = (monday: string): string => monday.split('-').toReversed().join('/')

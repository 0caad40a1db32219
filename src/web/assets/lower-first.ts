/** A name inside a sentence: «Cụm loa» as «cụm loa»; names that begin with capitals (IP, PM2,5) stay. */
export function lowerFirst(name: string): string {
  const [first = '', second = ''] = name
  return second === second.toLowerCase() ? first.toLowerCase() + name.slice(first.length) : name
}

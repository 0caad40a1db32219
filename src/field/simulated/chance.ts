/** A figure from 0 up to 1, the same for the same words and seed: what chance decided once stays decided. */
export function chance(seed: number, ...words: readonly (string | number)[]): number {
  let hash = 2_166_136_261 ^ seed
  for (const letter of words.join('|')) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 16_777_619)
  hash = Math.imul(hash ^ (hash >>> 16), 2_246_822_507)
  hash = Math.imul(hash ^ (hash >>> 13), 3_266_489_909)
  return ((hash ^ (hash >>> 16)) >>> 0) / 4_294_967_296
}

const hourMs = 3_600_000

/** A figure from -1 to 1 that wanders from hour to hour without a jump. */
export function wobble(seed: number, word: string, atMs: number): number {
  const hour = Math.floor(atMs / hourMs)
  const share = atMs / hourMs - hour
  const knot = (n: number) => chance(seed, word, n) * 2 - 1
  return knot(hour) * (1 - share) + knot(hour + 1) * share
}

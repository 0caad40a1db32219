/** Fills an array with random bytes and returns it. */
export type FillRandom = (bytes: Uint8Array<ArrayBuffer>) => Uint8Array

const randomBits = 74n
const randomEnd = 1n << randomBits

/**
 * A maker of UUIDs version 7 (RFC 9562 section 5.7): 48 bits of Unix milliseconds, then 74 random bits. Each is greater than the
 * one before from the same maker, also within a millisecond and when the clock is set back (section 6.2, method 2).
 */
export function makeUuidV7(fillRandom: FillRandom): (now: Date) => string {
  let lastMs = -1
  let random = 0n
  return (now) => {
    if (now.getTime() > lastMs) {
      lastMs = now.getTime()
      // The top bit stays free so that adding within the millisecond has room.
      random = randomInteger(fillRandom, 10) % (randomEnd >> 1n)
    } else {
      random += 1n + randomInteger(fillRandom, 4)
      if (random >= randomEnd) {
        lastMs += 1
        random %= randomEnd
      }
    }
    return format(lastMs, random)
  }
}

/** A UUID version 7, greater than every earlier one of this process. */
export const uuidv7 = makeUuidV7((bytes) => crypto.getRandomValues(bytes))

function randomInteger(fillRandom: FillRandom, size: number): bigint {
  return fillRandom(new Uint8Array(size)).reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n)
}

function format(timeMs: number, random: bigint): string {
  const high = (random >> 62n) | 0x7000n
  const low = (random & ((1n << 62n) - 1n)) | (0b10n << 62n)
  const hex = [
    timeMs.toString(16).padStart(12, '0'),
    high.toString(16).padStart(4, '0'),
    low.toString(16).padStart(16, '0'),
  ].join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

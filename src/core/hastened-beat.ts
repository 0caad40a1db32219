const hourS = 3_600

/**
 * Seconds of the time that readings carry between two of a simulated device. While that time runs `speed` times as fast as the clock they
 * come further apart, or a field at sixty times the speed would send sixty times as much.
 */
export const hastenedBeatS = (cadenceS: number, speed: number): number =>
  Math.max(cadenceS, Math.min(cadenceS * Math.max(1, speed / 30), 2 * hourS))

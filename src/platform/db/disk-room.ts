/** PostgreSQL's code for a write that found no room on the disk. */
const noRoom = '53100'
/** Who was refused and does not come again tells nobody when there is room. */
const rememberedMs = 30_000

/** Whether the disk of the database was full when somebody last wrote. */
export interface DiskRoom {
  /** What a transaction failed with. */
  noteFault(error: unknown): void
  /** Readings were stored. */
  noteStored(): void
  /** True from a write that found no room until readings are stored again, or 30 s have passed without another. */
  isLacking(): boolean
}

export function watchDiskRoom(nowMs: () => number = Date.now): DiskRoom {
  let lackedAtMs = Number.NEGATIVE_INFINITY
  return {
    noteFault(error) {
      if ((error as { code?: unknown } | null)?.code === noRoom) lackedAtMs = nowMs()
    },
    noteStored() {
      lackedAtMs = Number.NEGATIVE_INFINITY
    },
    isLacking: () => nowMs() - lackedAtMs < rememberedMs,
  }
}

import type { Wall } from './wall.ts'

/** The same wall for what goes on by itself: as the centre itself nothing is asked through it before `begun`. */
export function holdWall(wall: Wall, begun: Promise<void>): Wall {
  return {
    ...wall,
    service: (work, tells) => begun.then(() => wall.service(work, tells)),
    lookUp: (work) => begun.then(() => wall.lookUp(work)),
  }
}

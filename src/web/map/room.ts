/** Pixels. */
export interface Size {
  readonly width: number
  readonly height: number
}

/** Pixels left free at each side. */
export interface Room {
  readonly top: number
  readonly right: number
  readonly bottom: number
  readonly left: number
}

/** What a map of that size leaves around the whole province: the buttons above it and the legend below stand clear where there is room. */
export const roomIn = ({ width, height }: Size): Room =>
  width < 560 || height < 480
    ? { top: 28, right: 28, bottom: 28, left: 28 }
    : { top: 60, right: 28, bottom: 108, left: 28 }

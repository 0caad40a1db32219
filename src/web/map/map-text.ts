/** The shipped face as the map names it; the word Medium in the name sets its weight. */
export const mapFont = 'Nhip Map Medium'

/** The face is drawn at 88% (see map-font.css), so sizes on the map are given as much larger. `px` is what a reader sees. */
export const textSize = (px: number) => px / 0.88

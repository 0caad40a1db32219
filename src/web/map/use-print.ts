import { useEffect, useState } from 'react'
import type { OpenMap } from './open-map.ts'

/**
 * Puts the map on paper: what is drawn is gone once the browser prints, so a picture of it is taken before. Gives that picture (nothing
 * before the first print) and what prints it. The browser's own print takes a new picture, too.
 */
export function usePrint(map: OpenMap | undefined): { picture: string | undefined; print: () => void } {
  const [picture, setPicture] = useState<string>()
  useEffect(() => {
    if (!map) return
    const take = () => {
      const image = document.querySelector<HTMLImageElement>('.map-paper img')
      if (image) image.src = map.picture()
    }
    window.addEventListener('beforeprint', take)
    return () => window.removeEventListener('beforeprint', take)
  }, [map])
  async function takeAndPrint(open: OpenMap): Promise<void> {
    const image = new Image()
    image.src = open.picture()
    await image.decode()
    setPicture(image.src)
    // The picture is on the page with the next frame.
    requestAnimationFrame(() => window.print())
  }
  return { picture, print: () => void (map && takeAndPrint(map)) }
}

import { useEffect, useState } from 'react'
import { watchOpenings } from '../api/live.ts'

/** The page's own first script and first style, by whose names a version of it is known; null where it names none. */
export function versionOf(html: string): string | null {
  const script = /<script[^>]*\bsrc="(\/assets\/[^"]+\.js)"/.exec(html)?.[1]
  const style = /<link[^>]*\bhref="(\/assets\/[^"]+\.css)"/.exec(html)?.[1]
  return script === undefined ? null : `${script} ${style ?? ''}`
}

/** Of the page as it stands: what was added to it while it ran comes behind its own. */
const ownVersion = () => versionOf(document.head.innerHTML)

/** Whether the centre now serves another version of the page than this one; false while it does not answer. */
async function isOutdated(): Promise<boolean> {
  const own = ownVersion()
  try {
    const answer = await fetch('/', { cache: 'no-store' })
    const served = answer.ok ? versionOf(await answer.text()) : null
    return own !== null && served !== null && served !== own
  } catch {
    return false
  }
}

/**
 * Whether the centre serves another version of the page than this one. It is looked for whenever the stream of changes opens anew, for a
 * centre that is updated ends and starts, and every `lookMs` besides. Once it is so it stays so.
 */
export function useNewVersion(lookMs: number): boolean {
  const [isNew, setNew] = useState(false)
  useEffect(() => {
    const look = () => void isOutdated().then((outdated) => setNew((known) => known || outdated))
    const timer = setInterval(look, lookMs)
    const leave = watchOpenings(look)
    return () => {
      clearInterval(timer)
      leave()
    }
  }, [lookMs])
  return isNew
}

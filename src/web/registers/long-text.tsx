import { useState } from 'react'
import { useText } from '../text/use-text.ts'

/** Letters beyond which a text is shown by its beginning: about four lines of the drawer. */
const shownLetters = 220

/** A text as it was written. A long one shows its first four lines, so that what follows is in sight, and all of it on a press. */
export function LongText({ text }: { text: string }) {
  const { t } = useText()
  const [isWhole, setWhole] = useState(false)
  const isLong = text.length > shownLetters || text.split('\n').length > 4
  return (
    <>
      <span className={`prose fact-text${isLong && !isWhole ? ' fact-clamped' : ''}`}>{text}</span>
      {isLong && (
        <button type="button" className="link" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
          {isWhole ? t('register.facts.less') : t('register.facts.more')}
        </button>
      )}
    </>
  )
}

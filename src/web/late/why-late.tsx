import './late.css'
import { useState } from 'react'
import type { LateSaying } from '../../core/api/late-reasons.ts'
import type { LateOne } from '../api/late-reasons.ts'
import { Moment } from '../kit/age.tsx'
import { Button } from '../kit/button.tsx'
import { useText } from '../text/use-text.ts'
import { SayWhyDialog } from './say-why-dialog.tsx'

/** Why something is or was late, or that nobody said so yet; who owes it may say it here. */
export function WhyLate(props: {
  one: LateOne
  /** What is late, in words. */
  what: string
  saying: LateSaying | null
  maySay: boolean
  /** It stands as a part of a page, under its own name. */
  asPart?: boolean
}) {
  const { t, local } = useText()
  const { one, what, saying, maySay, asPart } = props
  const [isOpen, setOpen] = useState(false)
  return (
    <div className="why-late">
      {asPart && <h2>{t('late.why')}</h2>}
      {saying ? (
        <p>
          {!asPart && <span className="quiet">{t('late.why')}:</span>} <b>{local(saying.reason.name)}</b>
          {saying.words && <span className="prose">. {saying.words}</span>}
          <small>
            {saying.by.name}, <Moment at={saying.at} />
            {saying.reason.countsAs === 'data' && <>. {t('late.notPeople')}</>}
          </small>
        </p>
      ) : (
        <p className="quiet">{t('late.unsaid')}</p>
      )}
      {maySay && (
        <Button small onClick={() => setOpen(true)}>
          {t(saying ? 'late.sayAnew' : 'late.say')}
        </Button>
      )}
      {isOpen && <SayWhyDialog one={one} what={what} before={saying} onClose={() => setOpen(false)} />}
    </div>
  )
}

import { useEffect, useRef } from 'react'
import { Button } from '../kit/button.tsx'
import { useText } from '../text/use-text.ts'

/** Asks what becomes of text that was typed and not saved. */
export function LeaveBox(props: { canKeep: boolean; onKeep: () => void; onDrop: () => void; onStay: () => void }) {
  const { t } = useText()
  const box = useRef<HTMLElement>(null)
  useEffect(() => box.current?.focus(), [])
  return (
    <section className="leave" role="alert" tabIndex={-1} ref={box}>
      <h3>{t('register.form.leaveTitle')}</h3>
      <p>{t('register.form.leaveHint')}</p>
      <div className="form-actions">
        <Button onClick={props.onDrop}>{t('register.form.leaveDrop')}</Button>
        {props.canKeep && <Button onClick={props.onKeep}>{t('register.form.leaveKeep')}</Button>}
        <Button look="primary" onClick={props.onStay}>
          {t('register.form.leaveStay')}
        </Button>
      </div>
    </section>
  )
}

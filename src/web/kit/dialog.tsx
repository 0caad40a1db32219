import '@mantine/core/styles/ModalBase.layer.css'
import '@mantine/core/styles/Modal.layer.css'
import '@mantine/core/styles/Overlay.layer.css'
import '@mantine/core/styles/Paper.layer.css'
import '@mantine/core/styles/CloseButton.layer.css'
import '@mantine/core/styles/ScrollArea.layer.css'
import '@mantine/core/styles/UnstyledButton.layer.css'
import { Modal } from '@mantine/core'
import { useBlocker } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useText } from '../text/use-text.ts'
import { Button } from './button.tsx'
import { sendForm } from './keys.ts'
import { useFocusBack } from './use-focus-back.ts'
import { useUnsent } from './use-unsent.ts'

const fields = ['input:not([type="hidden"], [type="file"])', 'select', 'textarea']
const firstField = fields.map((each) => `form ${each}:not(:disabled)`).join()

/** Who opens a form begins with its first field, not with the cross that closes it. */
function beginInForm(body: HTMLDivElement | null): void {
  if (!body?.querySelector('[data-autofocus]')) body?.querySelector(firstField)?.setAttribute('data-autofocus', '')
}

/** Asks what becomes of what was typed; gives focus back to where it was typed. */
function DropBox(props: { onDrop: () => void; onStay: () => void }) {
  const { t } = useText()
  const box = useRef<HTMLElement>(null)
  const [before] = useState(() => document.activeElement)
  useEffect(() => box.current?.focus(), [])
  const stay = () => {
    props.onStay()
    if (before instanceof HTMLElement) before.focus()
  }
  return (
    <section className="dialog-drop" role="alert" tabIndex={-1} ref={box}>
      <p>
        <b>{t('common.dropTyped')}</b>
      </p>
      <Button onClick={props.onDrop}>{t('common.drop')}</Button>
      <Button look="primary" onClick={stay}>
        {t('common.typeOn')}
      </Button>
    </section>
  )
}

/**
 * A dialog over the page: keeps focus inside, sends its form with Ctrl Enter, closes with Esc, gives focus back. Where something was typed
 * Esc, a press beside it and going back in the browser ask first. `wide` where a picture is shown. `onDrop`: what was typed is kept
 * elsewhere too, and is not wanted any more. `asksItself`: who draws it does all this, or nothing is lost.
 */
export function Dialog(props: {
  title: string
  onClose: () => void
  wide?: boolean
  onDrop?: () => void
  asksItself?: boolean
  children: ReactNode
}) {
  const { t } = useText()
  const unsent = useUnsent()
  const [isAsking, setAsking] = useState(false)
  const isLost = () => !props.asksItself && unsent.isThere()
  // Where the page itself leads on after something was sent it does not ask.
  const blocker = useBlocker({
    shouldBlockFn: ({ action }) => action !== 'PUSH' && action !== 'REPLACE' && isLost(),
    enableBeforeUnload: () => !props.onDrop && isLost(),
    withResolver: true,
  })
  useFocusBack()
  const isBlocked = blocker.status === 'blocked'
  const stay = () => {
    setAsking(false)
    blocker.reset?.()
  }
  const leave = () => {
    if (isAsking || isBlocked) stay()
    else if (isLost()) setAsking(true)
    else props.onClose()
  }
  const drop = () => {
    props.onDrop?.()
    props.onClose()
    blocker.proceed?.()
  }
  return (
    <Modal.Root
      opened
      onClose={leave}
      centered
      size={props.wide ? '60rem' : '30rem'}
      transitionProps={{ duration: 0 }}
      classNames={{ content: 'dialog' }}
    >
      <Modal.Overlay className="dialog-shade" />
      <Modal.Content>
        <div className="dialog-head">
          <Modal.Title className="dialog-title">{props.title}</Modal.Title>
          <Modal.CloseButton aria-label={t('common.close')} />
          {(isAsking || isBlocked) && <DropBox onDrop={drop} onStay={stay} />}
        </div>
        <Modal.Body className="dialog-body" ref={beginInForm} onKeyDown={sendForm} {...unsent.listeners}>
          {props.children}
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}

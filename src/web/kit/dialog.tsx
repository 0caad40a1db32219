import '@mantine/core/styles/ModalBase.layer.css'
import '@mantine/core/styles/Modal.layer.css'
import '@mantine/core/styles/Overlay.layer.css'
import '@mantine/core/styles/Paper.layer.css'
import '@mantine/core/styles/CloseButton.layer.css'
import '@mantine/core/styles/ScrollArea.layer.css'
import '@mantine/core/styles/UnstyledButton.layer.css'
import { Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import { useText } from '../text/use-text.ts'
import { sendForm } from './keys.ts'
import { useFocusBack } from './use-focus-back.ts'

const fields = ['input:not([type="hidden"], [type="file"])', 'select', 'textarea']
const firstField = fields.map((each) => `form ${each}:not(:disabled)`).join()

/** Who opens a form begins with its first field, not with the cross that closes it. */
function beginInForm(body: HTMLDivElement | null): void {
  if (!body?.querySelector('[data-autofocus]')) body?.querySelector(firstField)?.setAttribute('data-autofocus', '')
}

/** A dialog over the page: keeps focus inside, sends its form with Ctrl Enter, closes with Esc, gives focus back. `wide` where a picture is shown. */
export function Dialog(props: { title: string; onClose: () => void; wide?: boolean; children: ReactNode }) {
  const { t } = useText()
  useFocusBack()
  return (
    <Modal.Root
      opened
      onClose={props.onClose}
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
        </div>
        <Modal.Body className="dialog-body" ref={beginInForm} onKeyDown={sendForm}>
          {props.children}
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}

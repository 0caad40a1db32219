import '@mantine/core/styles/ModalBase.css'
import '@mantine/core/styles/Modal.css'
import '@mantine/core/styles/Overlay.css'
import '@mantine/core/styles/Paper.css'
import '@mantine/core/styles/CloseButton.css'
import '@mantine/core/styles/ScrollArea.css'
import '@mantine/core/styles/UnstyledButton.css'
import { Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import { useText } from '../text/use-text.ts'

/** A dialog over the page: keeps focus inside, closes with Esc, gives focus back. */
export function Dialog(props: { title: string; onClose: () => void; children: ReactNode }) {
  const { t } = useText()
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={props.title}
      centered
      size="30rem"
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      classNames={{ content: 'dialog', header: 'dialog-head', title: 'dialog-title', body: 'dialog-body' }}
    >
      {props.children}
    </Modal>
  )
}

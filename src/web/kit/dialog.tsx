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

import './palette.css'
import { Modal } from '@mantine/core'
import { useFocusBack } from '../kit/use-focus-back.ts'
import type { PaletteMode } from '../shell/palette-place.ts'
import { closePalette } from '../shell/palette-place.ts'
import { useText } from '../text/use-text.ts'
import { Finder } from './finder.tsx'
import { KeyHelp } from './key-help.tsx'

/** The dialog in which everything is found and done, or the list of keys. */
export function Palette({ mode }: { mode: PaletteMode }) {
  const { t } = useText()
  useFocusBack()
  if (mode === 'keys') return <KeyHelp onClose={closePalette} />
  return (
    <Modal.Root
      opened
      onClose={closePalette}
      size="44rem"
      transitionProps={{ duration: 0 }}
      classNames={{ content: 'dialog palette', inner: 'palette-inner' }}
    >
      <Modal.Overlay className="dialog-shade" />
      <Modal.Content aria-label={t('palette.label')}>
        <Finder key={mode} actsOnly={mode === 'act'} onClose={closePalette} />
      </Modal.Content>
    </Modal.Root>
  )
}

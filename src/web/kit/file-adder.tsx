import './files.css'
import { useRef, useState } from 'react'
import { isRunnable } from '../../core/runnable-file.ts'
import { useText } from '../text/use-text.ts'
import { Button } from './button.tsx'
import { useCommands } from './commands.ts'
import { formatShare } from './format.ts'
import { Icon } from './icon.tsx'
import { say } from './toast.tsx'
import { useProblemText } from './use-problem-text.ts'

/** How a file is sent; `onProgress` gets the share sent, 0 to 1. Throws what is said under the button. */
export type SendFile = (file: File, onProgress: (share: number) => void) => Promise<{ readonly name: string }>

/** Adds files one after the other and says how far each is; where a finger is, the camera too. `only`: nothing but the camera, there. */
export function FileAdder({ label, send, only }: { label: string; send: SendFile; only?: 'camera' }) {
  const { t, language } = useText()
  const problemText = useProblemText()
  const chosen = useRef<HTMLInputElement>(null)
  const camera = useRef<HTMLInputElement>(null)
  const [sending, setSending] = useState<{ name: string; share: number }>()
  const [faults, setFaults] = useState<readonly { name: string; text: string }[]>([])

  const choose = () => chosen.current?.click()
  useCommands(
    only || sending ? [] : [{ id: 'file.add', group: 'here', icon: 'clip', text: label, keys: 'f', run: choose }],
  )
  async function add(files: readonly File[]) {
    setFaults([])
    for (const file of files) {
      if (isRunnable(file.name)) {
        setFaults((before) => [...before, { name: file.name, text: t('error.code.file_runs') }])
        continue
      }
      setSending({ name: file.name, share: 0 })
      try {
        const { name } = await send(file, (share) => setSending({ name: file.name, share }))
        say(t('file.added', { name }))
      } catch (error) {
        setFaults((before) => [...before, { name: file.name, text: problemText(error as Error) }])
      }
    }
    setSending(undefined)
    for (const field of [chosen.current, camera.current]) if (field) field.value = ''
  }

  const what = sending && t('file.sending', { name: sending.name })
  return (
    <div className="file-adder">
      {!only && (
        <>
          <Button small disabled={sending !== undefined} onClick={choose}>
            <Icon name="plus" size={14} />
            {label}
          </Button>
          <input
            ref={chosen}
            type="file"
            multiple
            className="visually-hidden"
            tabIndex={-1}
            aria-label={label}
            onChange={(event) => void add([...(event.target.files ?? [])])}
          />
        </>
      )}
      <Button
        small={!only}
        className="on-touch"
        disabled={sending !== undefined}
        onClick={() => camera.current?.click()}
      >
        <Icon name="camera" size={only ? 16 : 14} />
        {t('file.photo')}
      </Button>
      <input
        ref={camera}
        type="file"
        accept="image/*"
        capture="environment"
        className="visually-hidden"
        tabIndex={-1}
        aria-label={t('file.photo')}
        onChange={(event) => void add([...(event.target.files ?? [])])}
      />
      {sending && (
        <p role="status">
          {what} {formatShare(sending.share, language, 0)}
          <progress max={1} value={sending.share} aria-label={what} />
        </p>
      )}
      {faults.map(({ name, text }) => (
        <p key={name} className="field-error" role="alert">
          <Icon name="warn" size={14} />
          {name}: {text}
        </p>
      ))}
    </div>
  )
}

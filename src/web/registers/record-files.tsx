import type { RecordDetail } from '../../core/api/records.ts'
import { type Register, useRecordActions } from '../api/records.ts'
import { FileAdder } from '../kit/file-adder.tsx'
import { FileList } from '../kit/file-list.tsx'
import { useText } from '../text/use-text.ts'

/** The files of a record. */
export function RecordFiles(props: { register: Register; id: string; files: RecordDetail['files'] }) {
  const { t } = useText()
  const { register, id, files } = props
  if (files.length === 0) return <p className="quiet">{t('register.files.none')}</p>
  return <FileList files={files.map((file) => ({ ...file, address: `${register.address}/${id}/files/${file.id}` }))} />
}

/** Adds files to a record. */
export function RecordFileAdder({ register, id }: { register: Register; id: string }) {
  const { t } = useText()
  const { attach } = useRecordActions(register)
  return (
    <FileAdder
      label={t('register.files.add')}
      send={(file, onProgress) => attach.mutateAsync({ id, file, onProgress })}
    />
  )
}

import { Link } from '@tanstack/react-router'
import { Icon } from '../kit/icon.tsx'
import { useText } from '../text/use-text.ts'

/** Leads to the imports; with a target the dialog for a file opens there at once. */
export function ImportButton({ target }: { target?: string }) {
  const { t } = useText()
  return (
    <Link className="btn btn-plain" to="/nhap-du-lieu" search={target ? { vao: target, tu: target } : {}}>
      <Icon name="upload" size={16} />
      {t('file.import')}
    </Link>
  )
}

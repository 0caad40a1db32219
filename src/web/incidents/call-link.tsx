import { Icon } from '../kit/icon.tsx'
import { useText } from '../text/use-text.ts'

/** Calls the duty phone of an agency, for somebody of it where `name` is given; nothing where no phone is known. */
export function CallLink({ agency, phone, name }: { agency: string; phone: string | null; name?: string }) {
  const { t } = useText()
  if (phone === null) return null
  const words = name
    ? t('incident.people.call', { name, agency, phone })
    : t('incident.people.callAgency', { agency, phone })
  return (
    <a className="icon-button call-link" href={`tel:${phone}`} aria-label={words} title={words}>
      <Icon name="phone" size={16} />
    </a>
  )
}

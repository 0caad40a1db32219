import { Link } from '@tanstack/react-router'
import { useSession } from '../api/session.ts'
import { Icon } from '../kit/icon.tsx'
import { useText } from '../text/use-text.ts'
import { modulesWeb } from './list-modules.ts'

/** The pages that a module has besides its registers, as far as one may open them. */
export function ModuleLinks({ module }: { module: string }) {
  const { local } = useText()
  const { holds } = useSession()
  const pages = modulesWeb.find(({ id }) => id === module)?.pages.filter(({ permission }) => holds(permission)) ?? []
  if (pages.length === 0) return null
  return (
    <ul className="module-links">
      {pages.map(({ path, title, summary }) => (
        <li key={path}>
          <Link to="/m/$module/$page" params={{ module, page: path }}>
            <Icon name="chart" size={16} />
            <span>
              {local(title)}
              <small>{local(summary)}</small>
            </span>
          </Link>
        </li>
      ))}
    </ul>
  )
}

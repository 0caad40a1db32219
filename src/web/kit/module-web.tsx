import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ComponentType, ReactNode } from 'react'
import type { Text } from '../../core/text.ts'
import { get, query as queryText } from '../api/client.ts'
import { useText } from '../text/use-text.ts'

/** A page of a module, at `/m/<module>/<path>`. */
export interface ModulePage {
  /** Lower-case letters, digits and dashes. */
  readonly path: string
  readonly title: Text
  /** One line on what it is for, where it is offered. */
  readonly summary: Text
  /** One that the module declares; without it the page is neither offered nor opened. */
  readonly permission: string
  /** Loaded when the page is opened: `lazy(() => import('./my-page.tsx'))`. */
  readonly component: ComponentType
}

/** The browser half of a module: `web/index.tsx` in its folder default-exports this. */
export interface ModuleWeb {
  readonly id: string
  readonly pages: readonly ModulePage[]
}

/** What the server declares under the same name in `module.ts`, for the page. */
export const defineModuleWeb = (web: ModuleWeb): ModuleWeb => web

/** Texts in the language that was chosen, and that language. */
export function useLocal() {
  const { local, language } = useText()
  return { local, language }
}

/**
 * What a route of the module answers (`GET /api/<module>/<path>`), fetched anew when a record changes; parameters that are undefined
 * are left out.
 */
export function useModuleData<T>(
  module: string,
  path: string,
  query: Readonly<Record<string, string | number | undefined>> = {},
  enabled = true,
) {
  return useQuery({
    queryKey: ['module', module, path, query],
    queryFn: ({ signal }) => get<T>(`/api/${module}/${path}${queryText(query)}`, signal),
    enabled,
  })
}

/** A link to an address of the centre, such as that of a thing. */
export function AddressLink({ to, children }: { to: string; children: ReactNode }) {
  return (
    <Link className="link prose" to={to}>
      {children}
    </Link>
  )
}

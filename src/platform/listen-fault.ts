import { AppError } from '../core/error.ts'

/** Why a door cannot be opened, and which setting mends it. `setting` names the port's environment variable. */
export function listenFault(
  door: { name: string; host: string; port: number; setting: string },
  code: string | undefined,
): AppError {
  const { name, host, port, setting } = door
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN' || code === 'EADDRNOTAVAIL') {
    const detail = `${name} cannot listen on ${host}:${port} (${code}); HOST must be an address of this machine`
    return new AppError('bad_host', 500, { detail })
  }
  const detail = `${name} cannot listen on ${host}:${port} (${code}); free the port or choose another with ${setting}`
  return new AppError('port_in_use', 500, { detail })
}

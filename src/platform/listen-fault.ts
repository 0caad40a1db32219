import { once } from 'node:events'
import { createServer } from 'node:net'
import { AppError } from '../core/error.ts'

/** Where the centre listens; `setting` names the port's environment variable. */
export interface Door {
  readonly name: string
  readonly host: string
  readonly port: number
  readonly setting: string
}

/**
 * Opens a door for a moment and closes it, so that one that is taken is told before anything slow is begun.
 * @throws {AppError} `port_in_use`, `bad_host`
 */
export async function checkDoor(door: Door): Promise<void> {
  const server = createServer()
  try {
    server.listen(door.port, door.host)
    await once(server, 'listening')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw listenFault(door, code)
  }
  server.close()
  await once(server, 'close')
}

/** Why a door cannot be opened, and which setting mends it. */
export function listenFault(door: Door, code: string | undefined): AppError {
  const { name, host, port, setting } = door
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN' || code === 'EADDRNOTAVAIL') {
    const detail = `${name} cannot listen on ${host}:${port} (${code}); HOST must be an address of this machine`
    return new AppError('bad_host', 500, { detail })
  }
  const detail = `${name} cannot listen on ${host}:${port} (${code}); free the port or choose another with ${setting}`
  return new AppError('port_in_use', 500, { detail })
}

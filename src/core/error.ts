export interface ErrorParams {
  /** What is wrong, where, and how to mend it; shown to the person. */
  readonly detail?: string
  readonly errors?: readonly FieldFault[]
}

/** What is wrong with one value: `message` for who reads the API, `code` and `params` for who puts it into other words. */
export interface FieldFault {
  readonly path: string
  readonly message: string
  readonly code?: string | undefined
  readonly params?: Readonly<Record<string, string | number>> | undefined
}

/** An error with a stable code that may leave the server as it is; everything else leaves as a bare 500. */
export class AppError extends Error {
  readonly code: string
  readonly status: number
  readonly params: ErrorParams

  constructor(code: string, status: number, params: ErrorParams = {}) {
    super(params.detail ?? code)
    this.name = 'AppError'
    this.code = code
    this.status = status
    this.params = params
  }
}

/** What does not exist and what the asker may not see answer alike. */
export function notFound(what: string): AppError {
  return new AppError('not_found', 404, { detail: `${what}: no such row among those you may see` })
}

export function conflict(code: string, detail: string): AppError {
  return new AppError(code, 409, { detail })
}

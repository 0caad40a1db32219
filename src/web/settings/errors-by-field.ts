/** The server's errors by the field they are about: `body.login`, `/login` and `login` are all `login`. First one wins. */
export function errorsByField(errors: readonly { path: string; message: string }[]): Record<string, string> {
  const found: Record<string, string> = {}
  for (const { path, message } of errors) {
    const field = path.split(/[./]/).find((part) => part !== '' && part !== 'body')
    if (field !== undefined) found[field] ??= message
  }
  return found
}

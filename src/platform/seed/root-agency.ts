/** Code and name of the agency at the top, by its province; the operator edits the name. */
export function nameOfRoot(province: { readonly code: string; readonly name: string }): { code: string; name: string } {
  const { code, name } = province
  return {
    // The official code of Huế; those of the others after July 2025 are not known.
    code: code === '46' ? 'H57' : `T${code}`,
    name: `Ủy ban nhân dân ${name.charAt(0).toLowerCase()}${name.slice(1)}`,
  }
}

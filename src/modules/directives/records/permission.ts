/** What a person may be allowed to do here; declared with its words in `module.ts`. */
export type Permission =
  | 'directives.read'
  | 'directives.draft'
  | 'directives.issue'
  | 'directives.work'
  | 'directives.approve'

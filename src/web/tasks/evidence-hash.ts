/** What leads to the evidence on the page of a task. */
export const evidenceHash = 'minh-chung'

/** A file that shows what was done. */
export interface Evidence {
  readonly name: string
  readonly mimeType: string
  readonly buffer: Buffer
}

export interface Assignment {
  /** What is typed to find the agency, and its name. */
  readonly typed: string
  readonly agency: string
  readonly title: string
}

export type Place = 'tasks' | 'indicators' | 'reports'

/** What a person does on the page, whatever with. Titles are the beginnings of what is read there. */
export interface Hands {
  signIn(login: string, password: string): Promise<void>
  /** Shows what belongs to a line of the inbox at its side. */
  choose(title: string): Promise<void>
  showParts(title: string): Promise<void>
  takeWhole(title: string): Promise<void>
  /** Of the chosen alert: the messages it came from. */
  showReadings(): Promise<void>
  /** Of the chosen line. */
  takeWith(comment: string): Promise<void>
  shelve(reason: string): Promise<void>
  openIncident(): Promise<void>
  /** On the page of an incident. */
  note(text: string): Promise<void>
  assign(task: Assignment): Promise<void>
  closeIncident(result: string): Promise<void>
  /** Of the list of tasks, then on the page of one. */
  openTask(title: string): Promise<void>
  accept(): Promise<void>
  show(evidence: Evidence): Promise<void>
  finish(result: string): Promise<void>
  pickIndicator(name: string): Promise<void>
  openFigure(name: RegExp): Promise<void>
  makeReport(typed: string, agency: string): Promise<void>
  openReportFigure(figure: string): Promise<void>
  openRow(title: string): Promise<void>
}

/** How long a person waits for the page on a machine that has much to do, in milliseconds. */
export const patience = { timeout: 20_000 }

/** The beginning of a text, whichever spaces bind its words. */
export const beginning = (text: string) =>
  new RegExp(`^${text.replace(/[.*+?^$()[\]{}|\\]/g, '\\$&').replaceAll(' ', '\\s')}`)

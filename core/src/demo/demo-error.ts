/** An expected failure of a demo: one sentence, with its way out, and nothing was written. */
export class DemoError extends Error {
  /** A stable code such as `retail.file_missing`. */
  readonly code: string

  constructor(code: string, sentence: string) {
    super(sentence)
    this.name = 'DemoError'
    this.code = code
  }
}

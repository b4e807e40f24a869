/** Why the database cannot be used: a stable code and one sentence that says how to mend it. */
export class DatabaseSetUpError extends Error {
  readonly code: string

  constructor(code: string, sentence: string) {
    super(sentence)
    this.name = 'DatabaseSetUpError'
    this.code = code
  }
}

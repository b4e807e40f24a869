/** Something that the doctor found: what it is, and what mends it. */
export interface Finding {
  /** What was looked at, in one word: `port`, `disk`, `migrations`. */
  readonly check: string
  /** A fault stops Stowage or loses something, today or soon; a hint may be meant so. */
  readonly severity: 'fault' | 'hint'
  readonly sentence: string
  /** The command or setting that mends it. */
  readonly mend: string
}

/** Makes a finding of a check that is a fault. */
export function fault(check: string, sentence: string, mend: string): Finding {
  return { check, severity: 'fault', sentence, mend }
}

/** Makes a finding of a check that may be meant so. */
export function hint(check: string, sentence: string, mend: string): Finding {
  return { check, severity: 'hint', sentence, mend }
}

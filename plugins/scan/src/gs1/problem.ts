/** What may be wrong with a scan: its form, the content of a value, or what stands beside what. */
export type ProblemKind = 'syntax' | 'value' | 'association'

/** One thing that is wrong; the sentence about it is made where it is read. */
export interface Problem {
  readonly kind: ProblemKind
  /** GS1's name of it where GS1 has one: `INCORRECT_CHECK_DIGIT`. */
  readonly code: string
  readonly ai: string | null
  readonly facts: Readonly<Record<string, string | number>>
}

/** One Application Identifier with its value, as it was read. */
export interface Element {
  readonly ai: string
  /** As the label carries it, except that a GTIN always has its fourteen digits. */
  readonly value: string
}

/** What came of a text: what stands in it, and what is wrong with it. */
export interface Content {
  readonly elements: readonly Element[]
  readonly problems: readonly Problem[]
}

/** Nothing was read, for this reason. */
export function fault(code: string, facts: Problem['facts'] = {}, ai: string | null = null): Content {
  return { elements: [], problems: [{ kind: 'syntax', code, ai, facts }] }
}

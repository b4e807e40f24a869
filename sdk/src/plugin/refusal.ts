/**
 * An expected "no", as a value: a declared code with its facts. The sentence is made at the edge, in the
 * reader's language, from the message declared beside the code.
 */
export interface Refusal {
  readonly code: string
  readonly facts: Readonly<Record<string, unknown>>
  /**
   * The permission that lets a person post it all the same, where there is one: he sends the movement again
   * with `overrides: [{ code, reason }]`, and both stay in its record and in the audit.
   */
  readonly overridableBy?: string
}

/**
 * The one class of expected failures. Throw it in services and routes; HTTP turns it into a problem answer
 * (RFC 9457) with the status that the code's declaration names. Hooks return refusals instead of throwing.
 */
export class DomainError extends Error implements Refusal {
  readonly code: string
  readonly facts: Readonly<Record<string, unknown>>
  /** Where in the request the cause stands, as a JSON pointer such as `/movements/3/lines/0/quantity`. */
  readonly pointer: string | undefined

  constructor(code: string, facts: Readonly<Record<string, unknown>> = {}, pointer?: string) {
    super(`${code} ${JSON.stringify(facts)}`)
    this.name = 'DomainError'
    this.code = code
    this.facts = facts
    this.pointer = pointer
  }
}

/** Makes the error to throw: `throw refuse('items.sku_taken', { sku })`. */
export function refuse(
  code: string,
  facts: Readonly<Record<string, unknown>> = {},
  pointer?: string,
): DomainError {
  return new DomainError(code, facts, pointer)
}

/**
 * A check of one part of a value, by the name that GS1's Barcode Syntax Dictionary gives it.
 * @returns GS1's name of what is wrong, such as `INCORRECT_CHECK_DIGIT`; undefined where nothing is
 */
export type Linter = (value: string) => string | undefined

/** Whether a text is digits and nothing else; so is the empty one. */
export function isDigits(value: string): boolean {
  for (let at = 0; at < value.length; at += 1) {
    const code = value.charCodeAt(at)
    if (code < 48 || code > 57) return false
  }
  return true
}

/** A linter for digits alone, before anything else is looked at. */
export function ofDigits(linter: Linter): Linter {
  return (value) => (isDigits(value) ? linter(value) : 'NON_DIGIT_CHARACTER')
}

const LENGTHS = [8, 12, 13, 14]

/**
 * The check digit of a GTIN (GS1 General Specifications, 7.9): from the right, the digits before it weigh 3
 * and 1 in turn, and the check digit fills their sum up to a multiple of ten.
 * @param body the digits before the check digit
 */
export function gtinCheckDigit(body: string): number {
  const sum = [...body]
    .reverse()
    .reduce((total, digit, place) => total + Number(digit) * (place % 2 === 0 ? 3 : 1), 0)
  return (10 - (sum % 10)) % 10
}

/** What is wrong with a GTIN: its form, or its check digit. */
export type GtinFault = { readonly form: true } | { readonly expected: number; readonly found: number }

/** Looks at a GTIN-8, -12, -13 or -14 as it is printed; undefined when nothing is wrong. */
export function gtinFault(gtin: string): GtinFault | undefined {
  if (!/^\d+$/.test(gtin) || !LENGTHS.includes(gtin.length)) return { form: true }
  const expected = gtinCheckDigit(gtin.slice(0, -1))
  const found = Number(gtin.at(-1))
  return expected === found ? undefined : { expected, found }
}

/** The form in which two lengths of one GTIN are equal. */
export function gtin14(gtin: string): string {
  return gtin.padStart(14, '0')
}

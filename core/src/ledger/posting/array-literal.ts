/**
 * PostgreSQL array literals. pg's own writer escapes element by element, which numbers and uuids need not.
 */
export function plainArray(values: readonly (number | string | boolean | null)[]): string {
  let text = '{'
  for (let i = 0; i < values.length; i += 1) {
    if (i > 0) text += ','
    text += values[i] ?? 'NULL'
  }
  return `${text}}`
}

/** An array literal of texts that callers wrote. */
export function textArray(values: readonly (string | null)[]): string {
  let text = '{'
  for (let i = 0; i < values.length; i += 1) {
    if (i > 0) text += ','
    const value = values[i] ?? null
    text += value === null ? 'NULL' : `"${value.replace(/[\\"]/g, '\\$&')}"`
  }
  return `${text}}`
}

/** Millionths as an array literal of numeric figures. */
export function figureArray(micros: readonly (number | null)[]): string {
  let text = '{'
  for (let i = 0; i < micros.length; i += 1) {
    if (i > 0) text += ','
    const value = micros[i] ?? null
    text += value === null ? 'NULL' : decimalOf(value)
  }
  return `${text}}`
}

/** Prints millionths as a decimal without an exponent, which small numbers would otherwise get. */
function decimalOf(micros: number): string {
  if (micros % 1_000_000 === 0) return String(micros / 1_000_000)
  const sign = micros < 0 ? '-' : ''
  const digits = String(Math.abs(micros)).padStart(7, '0')
  return `${sign}${digits.slice(0, -6)}.${digits.slice(-6)}`
}

/** What a thing has, by the names that designs use. What it has not is not there. */
export type Values = Readonly<Record<string, string>>

const PLACEHOLDER = /\{([a-zA-Z]+)\}/g

/** The names in braces. */
export function placeholdersIn(text: string): string[] {
  return [...text.matchAll(PLACEHOLDER)].map(([, name]) => name!)
}

/**
 * Puts values in the place of their names; what a thing has not leaves nothing.
 * @param onValue what becomes of each value before it is put in
 */
export function fillIn(text: string, values: Values, onValue = (value: string) => value): string {
  return text.replace(PLACEHOLDER, (_, name: string) => onValue(values[name] ?? ''))
}

/** Whether the thing has all that the text names. */
export function hasAll(text: string, values: Values): boolean {
  return placeholdersIn(text).every((name) => (values[name] ?? '') !== '')
}

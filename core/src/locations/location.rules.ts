import { refuse, type Transaction } from '@stowage/sdk'
import { cleanText } from '../naming/clean-text.ts'

/**
 * A code as it can stand on a label and in a path: one word without a slash.
 * @throws `locations.code_unusable`
 */
export function checkedCode(value: string, field = 'code'): string {
  const clean = cleanText(value)
  if (clean === undefined || /[\s/]/.test(clean)) {
    throw refuse('locations.code_unusable', { field, value }, `/${field}`)
  }
  return clean
}

/** @throws `locations.text_unprintable` */
export function checkedText(value: string, field: string): string {
  const clean = cleanText(value)
  if (clean === undefined) throw refuse('locations.text_unprintable', { field, value }, `/${field}`)
  return clean
}

/** Coordinates are kept to a millimetre. */
export function toMillimetre(metres: number | null): number | null {
  return metres === null ? null : Math.round(metres * 1000) / 1000
}

/**
 * Only kinds that hold stock stand inside a site; its root's own kind is for the root alone.
 * @throws `locations.kind_unknown`
 */
export async function checkKind(trx: Transaction, kind: string): Promise<void> {
  const kinds: { name: string }[] = await trx('locations.kind')
    .where({ balanced: true })
    .whereNot({ name: 'site' })
    .orderBy('name')
    .select('name')
  if (kinds.some(({ name }) => name === kind)) return
  throw refuse('locations.kind_unknown', { kind, kinds: kinds.map(({ name }) => name) }, '/kind')
}

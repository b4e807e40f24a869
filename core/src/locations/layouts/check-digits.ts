import { createHash } from 'node:crypto'

/**
 * Digits for the places of one bay, which an operator reads out to say that he stands at the right one. They
 * come from the place's id, so that the same place always gets the same. Where two of a bay would be alike,
 * the later id moves on to the next number that is free: the bin above or beside is always heard as wrong.
 * @param ids the bay's places, `10 ** digits` at most
 * @returns the digits by id
 */
export function checkDigitsOf(ids: readonly string[], digits: number): ReadonlyMap<string, string> {
  const count = 10 ** digits
  if (ids.length > count) throw new RangeError(`${ids.length} places need more than ${digits} digits`)
  const taken = new Set<number>()
  const made = new Map<string, string>()
  for (const id of ids.toSorted()) {
    let number = createHash('sha256').update(id).digest().readUInt32BE() % count
    while (taken.has(number)) number = (number + 1) % count
    taken.add(number)
    made.set(id, String(number).padStart(digits, '0'))
  }
  return made
}

import { RepeatableIds } from '../repeatable-ids.ts'

const ids = new RepeatableIds('demo warehouse item')

/** The id of the demo business's n-th item, whenever it is loaded. */
export function demoItemId(n: number): string {
  return ids.at(Date.UTC(2026, 0, 1), n)
}

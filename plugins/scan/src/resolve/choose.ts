import type { Resolved, ScanContext, Thing } from './resolved.ts'

/** Members by which people tell things apart, in the order in which they are told. */
const TELLING = ['kind', 'owner', 'code', 'packagingLevel', 'lot', 'serial', 'reading', 'site'] as const

/**
 * Chooses among what a scan may name: what the task in hand expects comes first, then what is of the owner
 * for whom one works; where more than one remains, a person is asked.
 */
export function choose(found: readonly Thing[], context: ScanContext): Omit<Resolved, 'message'> {
  const { task, owner } = context
  const expected = task === undefined ? [] : found.filter((thing) => isExpected(thing, task))
  const first = expected.length > 0 ? expected : found
  const own = owner === undefined ? [] : first.filter((thing) => thing.owner?.id === owner)
  const left = first.length > 1 && own.length > 0 ? own : first
  const [thing] = left
  if (thing === undefined)
    return { outcome: 'none', decidedBy: null, thing: null, candidates: [], differIn: [] }
  if (left.length > 1) {
    return {
      outcome: 'several',
      decidedBy: null,
      thing: null,
      candidates: left.slice(0, 20),
      differIn: differences(left),
    }
  }
  const decidedBy = found.length === 1 ? null : first.length === 1 ? 'task' : 'owner'
  return { outcome: 'one', decidedBy, thing, candidates: [], differIn: [] }
}

/** Within an item whose lots are expected, another lot is not. */
function isExpected(thing: Thing, task: NonNullable<ScanContext['task']>): boolean {
  const { items = [], lots = [], locations = [], handlingUnits = [] } = task
  if (thing.kind === 'location') return locations.includes(thing.id)
  if (thing.kind === 'handling_unit') return handlingUnits.includes(thing.id)
  if (thing.kind !== 'item') return false
  const hasLot = thing.lot !== null && lots.length > 0
  return items.includes(thing.id) && (!hasLot || lots.includes(thing.lot?.id ?? ''))
}

function differences(things: readonly Thing[]): string[] {
  return TELLING.filter((member) => new Set(things.map((thing) => JSON.stringify(thing[member]))).size > 1)
}

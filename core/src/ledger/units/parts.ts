import type { MovementInput } from '../posting/command.ts'
import { no } from '../posting/complete-line.ts'
import { isMovement, type Movement, type PlacedRefusal } from '../posting/draft.ts'
import { type ExpandedMovement, TRANSFORM } from './unit-move.ts'

type Entry = Movement | PlacedRefusal

/**
 * What stands for each movement of a command: its parts, which are posted together or not at all, or the
 * refusal.
 */
export function partsOf(entries: readonly Entry[]): Entry[][] {
  const asked: Entry[][] = []
  let last: Entry | undefined
  for (const entry of entries) {
    const isPart = last !== undefined && isMovement(last) && isMovement(entry) && last.index === entry.index
    if (isPart) asked.at(-1)!.push(entry)
    else asked.push([entry])
    last = entry
  }
  return asked
}

/** One refused part refuses its movement. */
export function onePerMovement(
  entries: readonly Entry[],
  expanded: readonly (ExpandedMovement | PlacedRefusal)[],
): Entry[] {
  const refused = new Map<number, PlacedRefusal>()
  for (const [n, entry] of entries.entries()) {
    const from = expanded[n]!
    if (!isMovement(entry) && 'index' in from && !refused.has(from.index)) refused.set(from.index, entry)
  }
  if (refused.size === 0) return [...entries]
  const told = new Set<number>()
  return entries.flatMap((entry, n) => {
    const from = expanded[n]!
    const refusal = 'index' in from ? refused.get(from.index) : undefined
    if (refusal === undefined || !('index' in from)) return [entry]
    if (told.has(from.index)) return []
    told.add(from.index)
    return [refusal]
  })
}

/**
 * There is something to move; and what goes into a transformation is posted with its genealogy, by its
 * own route.
 */
export function checkContent(input: MovementInput, at: string): PlacedRefusal | undefined {
  const { lines, handlingUnits, transformation, reverses } = input
  if (lines.length === 0 && handlingUnits === undefined) return no('ledger.movement_empty', {}, `${at}/lines`)
  if (transformation !== undefined || reverses !== undefined) return undefined
  const n = lines.findIndex(
    ({ from, to }) => from.location.toLowerCase() === TRANSFORM || to.location.toLowerCase() === TRANSFORM,
  )
  return n === -1 ? undefined : no('ledger.transformation_by_hand', {}, `${at}/lines/${n}`)
}

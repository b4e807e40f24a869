import type { HoldBlock, HoldScope, OpenHold } from '../holds/open-holds.ts'
import type { Bucket } from './bucket-cache.ts'
import type { PlacedRefusal } from './draft.ts'
import { type Case, placed } from './judge.ts'
import { unitsOf } from './micros.ts'

/** Open holds by what they cover. */
export type HoldIndex = ReadonlyMap<string, readonly OpenHold[]>

/** What is about to be done with stock that may be on hold. */
interface Deed {
  /** Each of these stops it. */
  readonly verbs: readonly HoldBlock[]
  readonly micros: number
  readonly pointer: string
}

/** What is not done to stock on hold, as a refusal says it. */
export const DEEDS: Readonly<Record<HoldBlock, string>> = {
  allocate: 'allocated',
  ship: 'shipped',
  move: 'moved',
  receive: 'received',
  arrive: 'put there',
  leave: 'taken from there',
}

/** What becomes of stock by these is a matter of record, and no hold stands in its way. */
const UNSTOPPABLE: ReadonlySet<string> = new Set(['adjustment', 'reversal', 'opening'])

/** Puts holds in order for look-ups. */
export function indexHolds(holds: readonly OpenHold[]): HoldIndex {
  const index = new Map<string, OpenHold[]>()
  for (const hold of holds) {
    const key = `${hold.scope}:${hold.covers}`
    const same = index.get(key)
    if (same === undefined) index.set(key, [hold])
    else same.push(hold)
  }
  return index
}

/** Stock on hold does not leave, move or arrive, as the hold says. */
export function checkHolds({ movement, lines, ground }: Case): PlacedRefusal | undefined {
  if (ground.rules.holds.size === 0 || UNSTOPPABLE.has(movement.kind) || movement.hasOwnClock)
    return undefined
  for (const [n, line] of lines.entries()) {
    const { from, to, micros } = line
    const pointer = `/lines/${n}`
    const verb: HoldBlock = from.isBalanced ? (to.isBalanced ? 'move' : 'ship') : 'receive'
    const ends: [Bucket, HoldBlock][] = [
      ...(from.isBalanced ? [[from, 'leave'] as [Bucket, HoldBlock]] : []),
      ...(to.isBalanced ? [[to, 'arrive'] as [Bucket, HoldBlock]] : []),
    ]
    for (const [bucket, way] of ends) {
      const verbs: HoldBlock[] = from.location === to.location ? [verb] : [verb, way]
      const refusal = holdOn(ground.rules.holds, bucket, movement.owner, { verbs, micros, pointer })
      if (refusal !== undefined) return placed(refusal.code, refusal.facts, movement, pointer)
    }
  }
  return undefined
}

/** The refusal for doing something with a bucket's stock that a hold stops. */
export function holdOn(
  holds: HoldIndex,
  bucket: Bucket,
  owner: number,
  { verbs, micros, pointer }: Deed,
): PlacedRefusal | undefined {
  if (holds.size === 0) return undefined
  for (const [scope, id, words] of subjectsOf(bucket, owner)) {
    const open = holds.get(`${scope}:${id}`) ?? []
    const hold = open.find(({ blocks }) => verbs.some((verb) => blocks.includes(verb)))
    const verb = verbs.find((word) => hold?.blocks.includes(word))
    if (hold === undefined || verb === undefined) continue
    const { reason, lifter } = hold
    const facts = {
      sku: bucket.sku,
      subject: words,
      quantity: unitsOf(micros),
      reason,
      lifter,
      stopped: verb,
      deed: DEEDS[verb],
    }
    return { code: 'ledger.on_hold', facts, pointer }
  }
  return undefined
}

function* subjectsOf(bucket: Bucket, owner: number): Generator<[HoldScope, string, string]> {
  const { item, sku, lot, lotName, handlingUnit, unitCode, location, code } = bucket
  if (lot !== null) yield ['lot', lot, `lot ${lotName}`]
  if (handlingUnit !== null) yield ['handling_unit', handlingUnit, `${sku} on ${unitCode}`]
  yield ['item', item, sku]
  yield ['location', location, `${sku} in ${code}`]
  yield ['owner', String(owner), `${sku} of this owner`]
}

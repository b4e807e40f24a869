import type { Actor } from '@stowage/sdk'
import type { PipelinedPool } from '../../database/pipelined-pool.ts'
import { UNIT_DEPTH_MAX } from '../../locations/units/unit.rules.ts'
import { plainArray } from '../posting/array-literal.ts'
import type { Command, LineInput, MovementInput } from '../posting/command.ts'
import { mayEnter, no } from '../posting/complete-line.ts'
import type { PlacedRefusal } from '../posting/draft.ts'
import { contentLines } from './content-lines.ts'
import type { ExpandedMovement, UnitMove, UnitMoveInput } from './unit-move.ts'
import { fingerprintOf, type SeenUnit, seeUnits, type UnitScene } from './unit-scene.ts'

interface SeenPlace {
  readonly id: string
  readonly code: string
  readonly isBalanced: boolean
  readonly isActive: boolean
}

interface PlaceRow {
  id: string
  code: string
  site: number | null
  balanced: boolean
  is_active: boolean
}

interface Sight {
  readonly actor: Actor
  readonly scene: UnitScene
  readonly places: ReadonlyMap<string, SeenPlace>
}

/**
 * Turns movements of handling units into movements of all that is on them:
 * 1. the units, all that is nested in them and their stock are looked up, without a lock;
 * 2. what cannot be is refused: a unit inside itself, too deep, named twice, holding stock the actor may
 * not move;
 * 3. each movement gets a line for every balance that the units hold, and one movement for every owner of
 * them. Under the locks everything is looked at again; whoever finds it changed has it expanded anew.
 */
export async function expandUnits(
  pool: PipelinedPool,
  command: Command,
): Promise<readonly (ExpandedMovement | PlacedRefusal)[]> {
  const moves = command.movements.flatMap(({ handlingUnits }) => handlingUnits ?? [])
  if (moves.length === 0) return command.movements.map((input, index) => ({ input, index, units: null }))
  const sight = await look(pool, command, moves)
  const expanded = command.movements.map((input, index) =>
    input.handlingUnits === undefined ? [{ input, index, units: null }] : expand(input, index, sight),
  )
  const twice = refuseTwice(command, expanded.flat())
  return expanded.flatMap((parts, index): readonly (ExpandedMovement | PlacedRefusal)[] => {
    const refusal = twice.get(index)
    return refusal === undefined ? parts : [refusal]
  })
}

async function look(
  pool: PipelinedPool,
  { actor }: Command,
  moves: readonly UnitMoveInput[],
): Promise<Sight> {
  const units = [...new Set(moves.map(({ id }) => id.toLowerCase()))]
  const targets = [...new Set(moves.flatMap(({ to }) => to.handlingUnit?.toLowerCase() ?? []))]
  return pool.use(async (client) => {
    const scene = await seeUnits(client, units, targets)
    const wanted = moves.flatMap(({ to }) => to.location?.toLowerCase() ?? [])
    const seen = [...scene.nested, ...scene.outer]
    const standing = (actor.sites === 'all' ? scene.outer : seen).flatMap(({ location }) => location ?? [])
    const { rows } = await client.query<PlaceRow>({
      name: 'ledger.see_places',
      text: `select l.id, l.code, l.site, k.balanced, l.is_active from locations.location l
               join locations.kind k on k.name = l.kind where l.id = any ($1::uuid[])`,
      values: [plainArray([...new Set([...wanted, ...standing])])],
    })
    const open = rows.filter(({ site }) => mayEnter(actor, site))
    const places = open.map(({ id, code, balanced, is_active }): [string, SeenPlace] => [
      id,
      { id, code, isBalanced: balanced, isActive: is_active },
    ])
    return inSites({ actor, scene, places: new Map(places) })
  })
}

/** To an actor who is bound to some sites, a unit that stands elsewhere is as unknown as its place. */
function inSites(sight: Sight): Sight {
  if (sight.actor.sites === 'all') return sight
  const { scene, places } = sight
  const isSeen = ({ location }: SeenUnit) => location === null || places.has(location)
  return {
    ...sight,
    scene: { ...scene, nested: scene.nested.filter(isSeen), outer: scene.outer.filter(isSeen) },
  }
}

/** The parts of one movement: one for each owner of what moves. */
function expand(
  input: MovementInput,
  index: number,
  sight: Sight,
): readonly (ExpandedMovement | PlacedRefusal)[] {
  const moves: UnitMove[] = []
  const byOwner = new Map<string, LineInput[]>()
  for (const [n, wish] of input.handlingUnits!.entries()) {
    const at = `/movements/${index}/handlingUnits/${n}`
    const move = resolve(wish, sight, at)
    if ('pointer' in move) return [move]
    moves.push(move)
    if (input.reverses !== undefined || move.from.location === move.to.location) continue
    const stock = sight.scene.stock.filter(({ top }) => top === move.unit)
    const { owners } = sight.actor
    if (owners !== 'all' && stock.some(({ ownerNumber }) => !owners.includes(ownerNumber))) {
      return [no('ledger.unit_of_others', { unit: move.code }, at)]
    }
    const isToOutside = sight.places.get(move.to.location)?.isBalanced === false
    for (const content of stock) {
      const lines = byOwner.get(content.owner) ?? []
      lines.push(...contentLines(content, move, isToOutside))
      byOwner.set(content.owner, lines)
    }
  }
  return partsOf(input, index, moves, byOwner)
}

/**
 * The lines that were said by hand go with those of the same owner. Where nothing but units was named,
 * the stock on them says whose movement it is.
 */
function partsOf(
  input: MovementInput,
  index: number,
  moves: readonly UnitMove[],
  byOwner: ReadonlyMap<string, readonly LineInput[]>,
): readonly ExpandedMovement[] {
  const owners = [...byOwner.keys()]
  const hasOwn = input.lines.length > 0 || owners.length === 0
  const first = hasOwn ? input.owner : owners[0]
  const own = { ...input, ...(first === undefined ? {} : { owner: first }) }
  const mine = first === undefined ? undefined : byOwner.get(first)
  const parts: MovementInput[] = [{ ...own, lines: [...input.lines, ...(mine ?? [])] }]
  for (const owner of owners) {
    if (owner === first) continue
    const { id, ...rest } = input
    parts.push({ ...rest, owner, lines: byOwner.get(owner)! })
  }
  return parts.map((part, n) => ({
    input: part,
    index,
    units: { moves, isLastPart: n === parts.length - 1 },
  }))
}

function resolve(wish: UnitMoveInput, sight: Sight, at: string): UnitMove | PlacedRefusal {
  const id = wish.id.toLowerCase()
  const { scene } = sight
  const nested = scene.nested.filter(({ top }) => top === id)
  const unit = nested.find(({ depth }) => depth === 0)
  if (unit === undefined) return no('ledger.unit_unknown', { unit: wish.id }, `${at}/id`)
  const target = wish.to.handlingUnit?.toLowerCase() ?? null
  if ((target === null) === (wish.to.location === undefined)) {
    return no('ledger.unit_two_places', { unit: unit.code }, `${at}/to`)
  }
  const outer = scene.outer.filter(({ top }) => top === target)
  const place =
    target === null ? wish.to.location!.toLowerCase() : placeInside(unit, nested, outer, target, at)
  if (typeof place !== 'string') return place
  const seen = sight.places.get(place)
  if (seen === undefined) return no('ledger.location_unknown', { location: place }, `${at}/to/location`)
  const isUndoing = wish.from !== undefined
  const refusal = checkMove(unit, { place: seen, target, wish, at })
  if (refusal !== undefined) return refusal
  if (!seen.isActive && !isUndoing) {
    return no('ledger.location_inactive', { location: seen.code }, `${at}/to/location`)
  }
  return {
    unit: id,
    code: unit.code,
    from: { location: unit.location, parent: unit.parent },
    to: { location: place, code: seen.code, parent: target },
    subtree: nested.map((one) => one.id),
    chain: outer.map((one) => one.id),
    fingerprint: fingerprintOf(scene, id, target),
  }
}

/** Where a unit comes to stand that goes into another one. */
function placeInside(
  unit: SeenUnit,
  nested: readonly SeenUnit[],
  outer: readonly SeenUnit[],
  target: string,
  at: string,
): string | PlacedRefusal {
  const pointer = `${at}/to/handlingUnit`
  const into = outer.find(({ depth }) => depth === 0)
  if (into === undefined) return no('ledger.unit_unknown', { unit: target }, pointer)
  const facts = { unit: unit.code, into: into.code }
  if (nested.some(({ id }) => id === target)) return no('ledger.unit_into_itself', facts, pointer)
  if (!into.isActive) return no('ledger.unit_closed', { unit: into.code }, pointer)
  if (into.location === null) return no('ledger.unit_nowhere', { unit: into.code }, pointer)
  const height = Math.max(...nested.map(({ depth }) => depth)) + 1
  const depth = Math.max(...outer.map(({ depth }) => depth)) + 1
  if (height + depth <= UNIT_DEPTH_MAX) return into.location
  return no('ledger.unit_too_deep', { ...facts, depth: height + depth, limit: UNIT_DEPTH_MAX }, pointer)
}

interface Going {
  readonly place: SeenPlace
  readonly target: string | null
  readonly wish: UnitMoveInput
  readonly at: string
}

function checkMove(unit: SeenUnit, { place, target, wish, at }: Going): PlacedRefusal | undefined {
  if (wish.from !== undefined) {
    const { location, handlingUnit, origin } = wish.from
    const isThere = unit.location === location && unit.parent === handlingUnit && place.id === origin
    return isThere ? undefined : no('ledger.unit_moved_since', { unit: unit.code }, at)
  }
  if (unit.location !== place.id || unit.parent !== target) return undefined
  return no('ledger.unit_already_there', { unit: unit.code, location: place.code }, `${at}/to`)
}

/**
 * A unit moves once in a command, and nothing else of the command touches it or goes into what it takes
 * along.
 */
function refuseTwice(
  command: Command,
  parts: readonly (ExpandedMovement | PlacedRefusal)[],
): Map<number, PlacedRefusal> {
  const refused = new Map<number, PlacedRefusal>()
  const movers = new Map<string, UnitMove>()
  const refuse = (index: number, id: string, self?: UnitMove) => {
    const mover = movers.get(id)
    if (mover === undefined || mover === self || refused.has(index)) return
    refused.set(index, no('ledger.unit_twice', { unit: mover.code }, `/movements/${index}`))
  }
  const moves = parts.flatMap((part) =>
    'units' in part && part.units?.isLastPart === true
      ? part.units.moves.map((move) => ({ index: part.index, move }))
      : [],
  )
  for (const { index, move } of moves) {
    for (const id of move.subtree) {
      refuse(index, id, move)
      movers.set(id, move)
    }
  }
  for (const { index, move } of moves) for (const id of move.chain) refuse(index, id)
  for (const [index, { lines, reverses }] of command.movements.entries()) {
    if (reverses !== undefined) continue
    for (const { from, to } of lines) {
      for (const id of [from.handlingUnit, to.handlingUnit]) {
        if (id !== undefined) refuse(index, id.toLowerCase())
      }
    }
  }
  return refused
}

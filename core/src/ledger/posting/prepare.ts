import { databaseTime } from '../../database/database-time.ts'
import { instantOfId, newId } from '../../database/ids.ts'
import { checkContent, onePerMovement } from '../units/parts.ts'
import type { ExpandedMovement } from '../units/unit-move.ts'
import {
  type BucketCache,
  type BucketName,
  bucketKey,
  type PlacedBucket,
  type UnknownBucket,
} from './bucket-cache.ts'
import type { Command, LineInput, MovementInput, PlaceInput } from './command.ts'
import { completeLine, mayEnter, maySee, no, noOwner } from './complete-line.ts'
import type { Line, Movement, PlacedRefusal } from './draft.ts'
import type { Level, LevelCache } from './level-cache.ts'
import { instantMicros } from './micros.ts'
import type { References } from './references.ts'

/** The house company's own stock, where a movement names no owner. */
export const HOUSE_OWNER = '00000000-0000-7000-8000-000000000002'
/** The good status. */
export const UNRESTRICTED = 'unrestricted'

const DAY_MS = 86_400_000
const ID_AGE_MAX_MS = 25 * DAY_MS
const ID_AHEAD_MAX_MS = 5 * 60_000

/** What a command's words stand for. */
interface Vocabulary {
  readonly resolved: ReadonlyMap<string, PlacedBucket | UnknownBucket>
  readonly levels: ReadonlyMap<string, Level>
  readonly returned: ReadonlyMap<number, string>
}

/** What a command's words are looked up in. */
export interface Lookups {
  readonly buckets: BucketCache
  readonly levels: LevelCache
  /** Finds the movements of the lines that goods come back from. */
  returned(movements: readonly MovementInput[]): Promise<ReadonlyMap<number, string>>
}

interface Sketch extends ExpandedMovement {
  readonly owner: number
  readonly keys: readonly (readonly [from: string, to: string])[]
}

/**
 * Checks everything about a command's movements that needs no lock: the actor's rights, kinds, reasons,
 * owners, instants, and that items, places and quantities are what they should be. Set-based: the buckets of
 * the whole command are resolved at once.
 * @returns per movement either what will be posted (its parts, where units of several owners move), or the
 * refusal
 */
export async function prepare(
  command: Command,
  expanded: readonly (ExpandedMovement | PlacedRefusal)[],
  references: References,
  { buckets, levels, returned }: Lookups,
): Promise<(Movement | PlacedRefusal)[]> {
  const names = new Map<string, BucketName>()
  const sketches = expanded.map((entry) =>
    'pointer' in entry ? entry : sketch(entry, command, references, names),
  )
  const vocabulary = {
    resolved: await buckets.resolve(names, { isDryRun: command.dryRun === true }),
    levels: await levels.resolve(command.movements),
    returned: await returned(command.movements),
  }
  return onePerMovement(
    sketches.map((entry) => ('code' in entry ? entry : complete(entry, command, vocabulary))),
    expanded,
  )
}

/** The names of all buckets that a command's movements need, as far as they can be told. */
export function namesIn(
  command: Command,
  expanded: readonly (ExpandedMovement | PlacedRefusal)[],
  references: References,
): ReadonlyMap<string, BucketName> {
  const names = new Map<string, BucketName>()
  for (const entry of expanded) if (!('pointer' in entry)) sketch(entry, command, references, names)
  return names
}

function sketch(
  expanded: ExpandedMovement,
  command: Command,
  references: References,
  names: Map<string, BucketName>,
): Sketch | PlacedRefusal {
  const { input, index } = expanded
  const at = `/movements/${index}`
  const owner = references.owners.get(input.owner ?? HOUSE_OWNER)
  if (owner === undefined || !maySee(command.actor, owner)) {
    return noOwner(input.owner, at)
  }
  const refusal =
    checkKind(input, references, at) ?? checkIdAndClock(input, command, at) ?? checkContent(input, at)
  if (refusal !== undefined) return refusal
  const keys = input.lines.map((line) => {
    const fromName = nameOf(line, line.from, owner)
    const toName = nameOf(line, line.to, owner)
    const pair = [bucketKey(fromName), bucketKey(toName)] as const
    names.set(pair[0], fromName)
    names.set(pair[1], toName)
    return pair
  })
  return { ...expanded, owner, keys }
}

function checkKind(input: MovementInput, references: References, at: string): PlacedRefusal | undefined {
  const kind = references.kinds.get(input.kind)
  if (kind === undefined || (input.kind === 'reversal') !== (input.reverses !== undefined)) {
    const known = [...references.kinds.keys()].filter((name) => name !== 'reversal')
    return no('ledger.kind_unknown', { kind: input.kind, known }, `${at}/kind`)
  }
  if (input.reason === undefined) {
    if (kind.requiresReason) return no('ledger.reason_required', { kind: input.kind }, `${at}/reason`)
    return undefined
  }
  if (references.reasons.get(input.reason) !== true) {
    return no('ledger.reason_unknown', { reason: input.reason }, `${at}/reason`)
  }
  return undefined
}

/** An id must lie where its partition is; history brings its own clock and ids that agree with it. */
function checkIdAndClock(input: MovementInput, command: Command, at: string): PlacedRefusal | undefined {
  const isOwnClock = command.clock === 'own'
  if (isOwnClock && input.effectiveAt === undefined) {
    return no('ledger.effective_required', {}, `${at}/effectiveAt`)
  }
  if (isOwnClock && Date.parse(input.effectiveAt!) > databaseTime()) {
    return no('ledger.effective_in_future', { effectiveAt: input.effectiveAt }, `${at}/effectiveAt`)
  }
  if (input.effectiveAt !== undefined && Date.parse(input.effectiveAt) < 0) {
    return no('ledger.effective_too_early', { effectiveAt: input.effectiveAt }, `${at}/effectiveAt`)
  }
  if (input.id === undefined) return undefined
  const instant = instantOfId(input.id)
  const now = isOwnClock ? Date.parse(input.effectiveAt!) : databaseTime()
  const ageMax = isOwnClock ? DAY_MS : ID_AGE_MAX_MS
  const aheadMax = isOwnClock ? DAY_MS : ID_AHEAD_MAX_MS
  if (instant === undefined || now - instant > ageMax || instant - now > aheadMax) {
    return no('ledger.id_far_from_now', { id: input.id }, `${at}/id`)
  }
  return undefined
}

function complete(
  { input, index, units, owner, keys }: Sketch,
  command: Command,
  { resolved, levels, returned }: Vocabulary,
): Movement | PlacedRefusal {
  const lines: Line[] = []
  for (const [n, line] of input.lines.entries()) {
    const at = `/movements/${index}/lines/${n}`
    const from = resolved.get(keys[n]![0])!
    const to = resolved.get(keys[n]![1])!
    if (typeof from === 'string') return unknown(from, line, line.from, `${at}/from`)
    if (typeof to === 'string') return unknown(to, line, line.to, `${at}/to`)
    const { actor } = command
    if (!mayEnter(actor, from.site)) return unknown('location', line, line.from, `${at}/from`)
    if (!mayEnter(actor, to.site)) return unknown('location', line, line.to, `${at}/to`)
    const { kind } = input
    const isHistory = command.clock === 'own'
    const completed = completeLine({ line, from, to, owner, actor, levels, returned, kind, isHistory, at })
    if ('code' in completed) return completed
    lines.push(completed)
  }
  const { effectiveAt, source } = input
  const isOwnClock = command.clock === 'own'
  return {
    index,
    id: input.id ?? newId(),
    isOwnId: input.id !== undefined,
    kind: input.kind,
    owner,
    actor: command.actor,
    reason: input.reason ?? null,
    source: source ?? null,
    reverses: input.reverses ?? null,
    origin: isOwnClock ? 'import' : null,
    note: input.note ?? null,
    effectiveMicros: effectiveAt === undefined ? null : instantMicros(effectiveAt),
    hasOwnClock: isOwnClock,
    units,
    transformation: input.transformation ?? null,
    overrides: input.overrides ?? [],
    lines,
  }
}

function unknown(what: UnknownBucket, line: LineInput, place: PlaceInput, at: string): PlacedRefusal {
  if (what === 'item')
    return no('ledger.item_unknown', { item: line.item }, at.replace(/\/(from|to)$/, '/item'))
  if (what === 'location')
    return no('ledger.location_unknown', { location: place.location }, `${at}/location`)
  if (what === 'lot') return no('ledger.lot_unknown', { lot: line.lot }, at.replace(/\/(from|to)$/, '/lot'))
  if (what === 'handlingUnit')
    return no('ledger.unit_unknown', { unit: place.handlingUnit }, `${at}/handlingUnit`)
  return no('ledger.status_unknown', { status: place.status }, `${at}/status`)
}

/** The bucket that a place stands for. Ids are compared as PostgreSQL prints them. */
export function nameOf(
  { item, lot }: Pick<LineInput, 'item' | 'lot'>,
  { location, status, handlingUnit }: PlaceInput,
  owner: number,
): BucketName {
  return {
    item: item.toLowerCase(),
    location: location.toLowerCase(),
    owner,
    status: status ?? UNRESTRICTED,
    lot: lot?.toLowerCase() ?? null,
    handlingUnit: handlingUnit?.toLowerCase() ?? null,
  }
}

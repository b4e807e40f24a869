import { refuse, type Transaction } from '@stowage/sdk'
import { NIL_ID } from '../../database/ids.ts'
import type { LineInput, MovementInput, PlaceInput } from '../posting/command.ts'
import { movedBack } from '../units/moved-back.ts'

/** Always in the same order, so that a reversal that is sent twice is the same command. */
const SERIALS_OF_LINE = `array(select s.number from ledger.line_serial p
       join ledger.serial s on s.id = p.serial
  where p.movement = l.movement and p.n = l.n order by s.number) as serials`

interface LineToUndo {
  movement: string
  quantity: number
  catch_quantity: number | null
  keyed_quantity: number | null
  keyed_level: string | null
  item: string
  lot: string
  from_unit: string
  to_unit: string
  from_location: string
  from_status: string
  to_location: string
  to_status: string
  serials: readonly string[]
}

/**
 * Reads a movement and turns it round: the same lines the other way, in the opposite order.
 * @throws DomainError `ledger.movement_not_found`, also for one that the actor may not see
 */
export async function reversalOf(
  trx: Transaction,
  id: string,
  wish: Pick<MovementInput, 'id' | 'reason' | 'note' | 'overrides'>,
): Promise<MovementInput> {
  const [movement] = (await trx('ledger.movement as m')
    .join('access.owner as o', 'o.no', 'm.owner')
    .where('m.id', id)
    .select('o.id as owner', 'm.source_type', 'm.source_id')) as {
    owner: string
    source_type: string | null
    source_id: string | null
  }[]
  if (movement === undefined) throw refuse('ledger.movement_not_found', { id })
  const lines = await linesToUndo(trx, [id])
  const { owner, source_type: type, source_id: number } = movement
  return {
    ...wish,
    kind: 'reversal',
    owner,
    reverses: id,
    ...(type === null || number === null ? {} : { source: { type, id: number } }),
    ...(await movedBack(trx, id)),
    lines: lines.map(undone),
  }
}

/**
 * The same of many movements that moved no handling units; those that were reversed already, or that the
 * actor may not see, are missing.
 */
export async function reversalsOf(
  trx: Transaction,
  ids: readonly string[],
  wish: Pick<MovementInput, 'reason' | 'note'>,
): Promise<MovementInput[]> {
  const movements = (await trx('ledger.movement as m')
    .join('access.owner as o', 'o.no', 'm.owner')
    .whereRaw('m.id = any (?::uuid[])', [[...ids]])
    .whereRaw('not exists (select from ledger.reversal r where r.movement = m.id)')
    .select('m.id', 'o.id as owner', 'm.source_type', 'm.source_id')) as (Source & { id: string })[]
  const lines = Map.groupBy(await linesToUndo(trx, ids), ({ movement }) => movement)
  return movements.map(({ id, owner, source_type: type, source_id: number }) => ({
    ...wish,
    kind: 'reversal',
    owner,
    reverses: id,
    ...(type === null || number === null ? {} : { source: { type, id: number } }),
    lines: (lines.get(id) ?? []).map(undone),
  }))
}

interface Source {
  readonly owner: string
  readonly source_type: string | null
  readonly source_id: string | null
}

/** The lines of movements, the last of each first. */
async function linesToUndo(trx: Transaction, ids: readonly string[]): Promise<LineToUndo[]> {
  return trx('ledger.line as l')
    .join('ledger.bucket as f', 'f.id', 'l.from_bucket')
    .join('ledger.bucket as t', 't.id', 'l.to_bucket')
    .join('ledger.status as fs', 'fs.no', 'f.status')
    .join('ledger.status as ts', 'ts.no', 't.status')
    .whereRaw('l.movement = any (?::uuid[])', [[...ids]])
    .orderBy('l.n', 'desc')
    .select('l.movement', 'l.quantity', 'l.catch_quantity', 'l.keyed_quantity', 'l.keyed_level', 'f.lot')
    .select(
      'f.handling_unit as from_unit',
      't.handling_unit as to_unit',
      'f.item',
      'f.location as from_location',
      'fs.name as from_status',
    )
    .select('t.location as to_location', 'ts.name as to_status', trx.raw(SERIALS_OF_LINE))
}

function undone(line: LineToUndo): LineInput {
  const { catch_quantity: catchQuantity, keyed_quantity: quantity, keyed_level: level } = line
  return {
    item: line.item,
    quantity: line.quantity,
    ...(line.lot === NIL_ID ? {} : { lot: line.lot }),
    ...(catchQuantity === null ? {} : { catchQuantity }),
    ...(line.serials.length === 0 ? {} : { serials: line.serials }),
    ...(quantity === null || level === null ? {} : { keyed: { quantity, level } }),
    from: placeOf(line.to_location, line.to_status, line.to_unit),
    to: placeOf(line.from_location, line.from_status, line.from_unit),
  }
}

function placeOf(location: string, status: string, unit: string): PlaceInput {
  return { location, status, ...(unit === NIL_ID ? {} : { handlingUnit: unit }) }
}

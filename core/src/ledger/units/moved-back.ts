import type { Transaction } from '@stowage/sdk'
import type { MovementInput } from '../posting/command.ts'

interface MoveRow {
  unit: string
  from_location: string
  from_parent: string | null
  to_location: string
  to_parent: string | null
}

/**
 * The units that a movement moved, to be moved back with its lines: each must still stand where it left
 * it.
 */
export async function movedBack(
  trx: Transaction,
  movement: string,
): Promise<Pick<MovementInput, 'handlingUnits'>> {
  const rows: MoveRow[] = await trx('ledger.unit_move')
    .where({ movement, is_carried: false })
    .whereNotNull('from_location')
    .orderBy('id', 'desc')
    .select('unit', 'from_location', 'from_parent', 'to_location', 'to_parent')
  if (rows.length === 0) return {}
  const handlingUnits = rows.map((row) => ({
    id: row.unit,
    to: row.from_parent === null ? { location: row.from_location } : { handlingUnit: row.from_parent },
    from: { location: row.to_location, handlingUnit: row.to_parent, origin: row.from_location },
  }))
  return { handlingUnits }
}

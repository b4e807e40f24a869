import { refuse, type Transaction } from '@stowage/sdk'
import type { LabelKind } from '../design/design.schemas.ts'
import type { Thing } from './find-things.ts'

interface LevelRow {
  readonly thing: string
  readonly name: string
  readonly gtin: string | null
  readonly quantity: number
}

/**
 * The same things in one of their packages: a case has a GTIN of its own, and holds so many.
 * @throws `labels.level_unknown` for what has no such package, `labels.level_of_other_kind` for places and
 * units
 */
export async function inPackage(
  trx: Transaction,
  kind: LabelKind,
  things: readonly Thing[],
  level: string,
): Promise<readonly Thing[]> {
  if (kind !== 'item' && kind !== 'lot') throw refuse('labels.level_of_other_kind', { kind }, '/level')
  const { rows }: { rows: LevelRow[] } = await trx.raw(QUERIES[kind], {
    ids: [...new Set(things.map(({ id }) => id))],
    level,
  })
  const byThing = new Map(rows.map((row) => [row.thing, row]))
  return things.map((thing, index) => {
    const found = byThing.get(thing.id)
    if (found === undefined)
      throw refuse('labels.level_unknown', { level, thing: thing.code }, `/ids/${index}`)
    const { gtin, name, quantity } = found
    // The piece's own GTIN would be wrong on its case.
    return {
      ...thing,
      values: { ...thing.values, gtin: gtin ?? '', level: name, levelQuantity: String(quantity) },
    }
  })
}

const LEVEL = `p.name, lpad(p.gtin, 14, '0') as gtin, p.numerator::float8 / p.denominator as quantity`

const QUERIES = {
  item: `
    select p.item as thing, ${LEVEL} from stock.packaging_level p
     where p.item = any (:ids::uuid[]) and p.is_active and lower(p.name) = lower(:level::text)`,
  lot: `
    select l.id as thing, ${LEVEL} from stock.lot l join stock.packaging_level p on p.item = l.item
     where l.id = any (:ids::uuid[]) and p.is_active and lower(p.name) = lower(:level::text)`,
}

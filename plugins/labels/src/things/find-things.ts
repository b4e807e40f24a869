import { refuse, type Transaction } from '@stowage/sdk'
import type { LabelKind } from '../design/design.schemas.ts'
import type { Values } from '../design/fill-in.ts'
import { inPackage } from './packaged-things.ts'

/** Something that a label is printed of, as its row says now. */
export interface Thing {
  readonly id: string
  /** What people call it: SKU, lot, code. */
  readonly code: string
  readonly title: string
  /** Whose it is, by number; 0 is the house's, or nobody's in particular. */
  readonly owner: number
  readonly values: Values
}

interface Row extends Record<string, unknown> {
  readonly id: string
  readonly owner: number | null
}

/**
 * Things by their ids, in this order, among what the actor of the transaction may see; in one of their
 * packages where its name is given.
 * @throws `labels.thing_unknown`
 */
export async function findThings(
  trx: Transaction,
  kind: LabelKind,
  ids: readonly string[],
  level?: string,
): Promise<readonly Thing[]> {
  const { rows }: { rows: Row[] } = await trx.raw(QUERIES[kind], { ids: [...new Set(ids)] })
  const byId = new Map(rows.map((row) => [row.id, thingOf(kind, row)]))
  const things = ids.map((id, index) => {
    const thing = byId.get(id.toLowerCase())
    if (thing === undefined) throw refuse('labels.thing_unknown', { kind, id }, `/ids/${index}`)
    return thing
  })
  return level === undefined ? things : inPackage(trx, kind, things, level)
}

function thingOf(kind: LabelKind, { id, owner, ownerName, ...columns }: Row): Thing {
  const said = Object.entries({ ...columns, owner: ownerName ?? null }).filter(
    ([, value]) => value !== null && value !== '',
  )
  const values: Values = Object.fromEntries(said.map(([name, value]) => [name, String(value)]))
  const code = (kind === 'lot' ? values.lot : (values.code ?? values.sku)) ?? id
  return { id, owner: owner ?? 0, values, code, title: titleOf(kind, values) }
}

function titleOf(kind: LabelKind, values: Values): string {
  if (kind === 'lot') return `${values.sku}, ${values.lot}`
  return (kind === 'location' ? values.path : (values.name ?? values.kind)) ?? ''
}

const ITEM = `i.sku, i.name, i.description, i.category, i.base_unit as "baseUnit",
  lpad(i.gtin, 14, '0') as gtin, coalesce(o.name, '') as "ownerName"`

const QUERIES: Readonly<Record<LabelKind, string>> = {
  item: `
    select i.id, i.owner, ${ITEM}
      from stock.item i left join stock.owner o on o.no = i.owner where i.id = any (:ids::uuid[])`,
  lot: `
    select l.id, l.owner, ${ITEM}, l.name as lot, to_char(l.expires_on, 'YYYY-MM-DD') as "expiresOn",
           to_char(l.best_before, 'YYYY-MM-DD') as "bestBefore",
           to_char(l.manufactured_on, 'YYYY-MM-DD') as "manufacturedOn"
      from stock.lot l join stock.item i on i.id = l.item left join stock.owner o on o.no = i.owner
     where l.id = any (:ids::uuid[])`,
  location: `
    select l.id, null::int as owner, l.code, l.path, l.kind, s.name as site,
           coalesce(l.barcode, l.code) as scanned, l.check_digits as "checkDigits"
      from stock.location l left join stock.site s on s.id = l.site where l.id = any (:ids::uuid[])`,
  // What is in a unit stands on its label where it is one item alone; of one lot, that lot as well.
  unit: `
    select u.id, null::int as owner, u.code, case when u.is_sscc then u.code end as sscc, u.kind,
           l.code as location, i.sku, i.name, lpad(i.gtin, 14, '0') as gtin, c.count::float8,
           t.name as lot, to_char(t.expires_on, 'YYYY-MM-DD') as "expiresOn"
      from stock.handling_unit u
      left join stock.location l on l.id = u.location
      left join lateral (
        select (array_agg(b.item))[1] as item, sum(b.on_hand) as count,
               case when count(distinct coalesce(b.lot::text, '')) = 1 then (array_agg(b.lot))[1] end as lot
          from stock.balance b where b.handling_unit = u.id and b.on_hand <> 0
        having count(distinct b.item) = 1) c on true
      left join stock.item i on i.id = c.item
      left join stock.lot t on t.id = c.lot
     where u.id = any (:ids::uuid[])`,
}

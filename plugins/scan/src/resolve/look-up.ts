import type { Transaction } from '@stowage/sdk'

const MOST = 20

/** An item that a GTIN or an SKU names, with the packaging level that carries the GTIN. */
export interface ItemRow {
  readonly gtin14: string | null
  readonly id: string
  readonly sku: string
  readonly name: string
  readonly owner: { readonly id: string; readonly name: string } | null
  readonly level: { readonly id: string; readonly name: string; readonly baseUnits: number } | null
}

const ITEM = `i.id, i.sku, i.name,
  case when o.id is null then null else json_build_object('id', o.id, 'name', o.name) end as owner`

/** Items by the GTINs of a scan. */
export async function itemsByGtin(trx: Transaction, gtins: readonly string[]): Promise<readonly ItemRow[]> {
  if (gtins.length === 0) return []
  const { rows } = await trx.raw(
    `select g.gtin14, ${ITEM},
            case when p.id is null then null else json_build_object('id', p.id, 'name', p.name,
              'baseUnits', p.numerator::float8 / p.denominator) end as level
       from stock.gtin g
       join stock.item i on i.id = g.item
       left join stock.packaging_level p on p.id = g.level
       left join stock.owner o on o.no = i.owner
      where g.gtin14 = any(?)
      limit ${MOST}`,
    [[...gtins]],
  )
  return rows
}

/** A lot or a piece, by its name within an item. */
export interface PartRow {
  readonly part: 'lot' | 'serial'
  readonly id: string
  readonly item: string
  readonly name: string
  readonly expiresOn: string | null
  readonly location: string | null
  readonly hasLeft: boolean
}

/** Lots and pieces of these items, by what the label calls them. */
export async function partsOf(
  trx: Transaction,
  asked: {
    readonly items: readonly string[]
    readonly lots: readonly string[]
    readonly serials: readonly string[]
  },
): Promise<readonly PartRow[]> {
  if (asked.items.length === 0 || asked.lots.length + asked.serials.length === 0) return []
  const { rows } = await trx.raw(
    `select 'lot' as part, id, item, name, to_char(expires_on, 'YYYY-MM-DD') as "expiresOn",
            null::uuid as location, false as "hasLeft"
       from stock.lot where item = any(:items) and name = any(:lots)
     union all
     select 'serial', id, item, number, null, location, has_left
       from stock.serial where item = any(:items) and number = any(:serials)`,
    { items: [...asked.items], lots: [...asked.lots], serials: [...asked.serials] },
  )
  return rows
}

/** Whatever of ours has this code. */
export interface CodeRow {
  readonly kind: 'item' | 'handling_unit' | 'location' | 'operator' | 'serial'
  readonly id: string
  readonly code: string
  readonly name: string | null
  readonly site: string | null
  readonly location: string | null
  readonly owner: { readonly id: string; readonly name: string } | null
  readonly serial: { readonly id: string; readonly number: string; readonly hasLeft: boolean } | null
}

/**
 * Places by barcode or code, units by their label, items by SKU, pieces by number, people by their badge:
 * each by an index, in one question.
 */
export async function byCode(trx: Transaction, code: string, site?: string): Promise<readonly CodeRow[]> {
  const { rows } = await trx.raw(
    `(select 'location' as kind, l.id, l.code, l.path as name, l.site, l.parent as location,
             null::json as owner, null::json as serial
        from stock.location l
       where l.is_active and (l.barcode = :code or l.code = :code)
         and (:site::uuid is null or l.site is null or l.site = :site::uuid) limit ${MOST})
     union all
     (select 'handling_unit', u.id, u.code, u.kind, l.site, u.location, null, null
        from stock.handling_unit u left join stock.location l on l.id = u.location
       where u.code = :code and u.is_active limit ${MOST})
     union all
     (select 'item', i.id, i.sku, i.name, null, null,
             case when o.id is null then null else json_build_object('id', o.id, 'name', o.name) end, null
        from stock.item i left join stock.owner o on o.no = i.owner
       where i.sku = :code limit ${MOST})
     union all
     (select 'serial', i.id, i.sku, i.name, null, r.location,
             case when o.id is null then null else json_build_object('id', o.id, 'name', o.name) end,
             json_build_object('id', r.id, 'number', r.number, 'hasLeft', r.has_left)
        from stock.serial r join stock.item i on i.id = r.item left join stock.owner o on o.no = r.owner
       where r.number = :code limit ${MOST})
     union all
     (select 'operator', h.id, h.name, null, null, null, null, null
        from access.holder_of_badge(:code) h limit 1)`,
    { code, site: site ?? null },
  )
  return rows
}

import type { DashboardTile, WaitingWork } from '@stowage/sdk'

const permission = 'inventory.reorder_point.read'
const to = '/x/inventory/shortages'
const SHOWN = 6

/** The reorder points with less available than they say. */
const SHORT = `
  from inventory.reorder_point r
  join stock.item i on i.id = r.item
  join stock.site s on s.id = r.site
 cross join lateral (select coalesce(sum(b.available), 0) as available from stock.balance b
                      where b.item = r.item and b.site = r.site) a
 where a.available < r.minimum`

/** What runs short waits for somebody who orders it. */
export const shortagesWait: WaitingWork = {
  name: 'inventory.shortages',
  title: 'Below reorder point',
  permission,
  to,
  verb: 'Review',
  async look(trx) {
    const { rows } = await trx.raw(`select count(*)::int as count ${SHORT}`)
    const { count } = rows[0]
    return count === 0 ? [] : [{ code: 'inventory.runs_short', facts: { count } }]
  },
}

/** What runs short worst, on the first screen. */
export const shortagesTile: DashboardTile = {
  name: 'inventory.shortages',
  title: 'Below reorder point',
  description: 'Where less is available at a site than its reorder point says',
  permission,
  shape: 'rows',
  to,
  async read(trx) {
    const { rows } = await trx.raw(
      `select r.id, i.id as item, i.sku, i.name, s.code, i.base_unit as unit, a.available::float8 as value,
              r.minimum::float8 as minimum, count(*) over ()::int as total ${SHORT}
        order by r.minimum - a.available desc, i.sku limit ${SHOWN}`,
    )
    return {
      total: rows[0]?.total ?? 0,
      rows: rows.map((row: ShortRow) => ({
        id: row.id,
        label: row.sku,
        detail: `${row.name}, ${row.code}: ${row.minimum}`,
        value: row.value,
        unit: row.unit,
        to: `/items/${row.item}/show`,
      })),
    }
  },
}

interface ShortRow {
  readonly id: string
  readonly item: string
  readonly sku: string
  readonly name: string
  readonly code: string
  readonly unit: string
  readonly value: number
  readonly minimum: number
}

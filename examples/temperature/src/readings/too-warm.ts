import type { DashboardTile, WaitingWork } from '@stowage/sdk'

/** Cold goods that lie where it is too warm now: the last reading of the place counts. */
export const TOO_WARM = `
  from temperature.requirement r
  join stock.item i on i.id = r.item
  join stock.balance b on b.item = r.item
  join stock.location l on l.id = b.location
 cross join lateral (select g.celsius, g.measured_at from temperature.reading g
                      where g.location = b.location order by g.measured_at desc limit 1) last
 where b.on_hand > 0 and last.celsius > r.warmest`

const permission = 'temperature.reading.read'
const to = '/x/temperature/reading'
const SHOWN = 6

/** What lies too warm waits, at the bell and on the first screen, for somebody who cools it. */
export const tooWarmWaits: WaitingWork = {
  name: 'temperature.too_warm_now',
  title: 'Too warm',
  permission,
  to,
  verb: 'Review',
  async look(trx) {
    const { rows } = await trx.raw(`select count(*)::int as count ${TOO_WARM}`)
    const { count } = rows[0]
    return count === 0 ? [] : [{ code: 'temperature.lies_too_warm', facts: { count } }]
  },
}

/** Where it is worst, each leading to its place and the chart there. */
export const tooWarmTile: DashboardTile = {
  name: 'temperature.too_warm_now',
  title: 'Too warm',
  permission,
  shape: 'rows',
  to,
  async read(trx) {
    const { rows } = await trx.raw(
      `select b.bucket, l.id as location, l.code, i.sku, i.name, r.warmest::float8 as warmest,
              last.celsius::float8 as celsius, count(*) over ()::int as total ${TOO_WARM}
        order by last.celsius - r.warmest desc, b.bucket limit ${SHOWN}`,
    )
    return {
      total: rows[0]?.total ?? 0,
      rows: rows.map((row: WarmRow) => ({
        id: String(row.bucket),
        label: row.code,
        detail: `${row.sku} ${row.name}: ${row.warmest} °C`,
        value: row.celsius,
        unit: '°C',
        to: `/locations/${row.location}/show`,
      })),
    }
  },
}

interface WarmRow {
  readonly bucket: number
  readonly location: string
  readonly code: string
  readonly sku: string
  readonly name: string
  readonly warmest: number
  readonly celsius: number
}

import type { DashboardTile } from '@stowage/sdk'
import { IS_STOPPED } from '../holds/held-stock.ts'

const DAYS = 14

/** Which part of the stock a balance `b` in a status `t` at a place of a kind `k` belongs to. */
const PART = `case when t.name in ('quarantine', 'damaged') then t.name
  when k.name = 'transit' then 'transit'
  when not t.allocatable or not k.allocatable then 'other'
  when ${IS_STOPPED} then 'held' else 'available' end`

/** How stock stands, for the first screen: the strip, what it is made of, and how much is moved. */
export const stockTiles: readonly DashboardTile[] = [
  {
    name: 'ledger.strip',
    title: 'Stock now',
    permission: 'ledger.balance.read',
    shape: 'strip',
    series: [
      {
        name: 'transit',
        title: 'In transit',
        description: 'Items of which something is on its way between places',
        to: '/stock?by=location',
      },
      {
        name: 'items',
        title: 'Items in stock',
        description: 'Items of which there is any, anywhere',
        to: '/stock',
      },
      {
        name: 'places',
        title: 'Places in use',
        description: 'Places with anything in them; what is in transit is in none',
        to: '/stock?by=location',
      },
      {
        name: 'allocated',
        title: 'Allocations',
        description: 'How often stock is kept for a demand at this moment',
        to: '/allocations',
      },
      { name: 'held', title: 'Holds', description: 'Holds that nobody has lifted', to: '/holds' },
    ],
    async read(trx) {
      const { rows } = await trx.raw(
        `select count(distinct b.item)::int as items,
                count(distinct b.location) filter (where l.kind <> 'transit')::int as places,
                count(distinct b.item) filter (where l.kind = 'transit')::int as transit,
                (select count(*)::int from ledger.allocation) as allocated,
                (select count(*)::int from ledger.hold where lifted_at is null) as held
           from ledger.balance b join locations.location l on l.id = b.location
          where b.on_hand > 0`,
      )
      return { figures: rows[0] }
    },
  },
  {
    name: 'ledger.parts',
    title: 'What the stock is',
    description: 'All that is on hand, in base units, by what may be done with it',
    permission: 'ledger.balance.read',
    shape: 'parts',
    to: '/stock?by=status',
    series: [
      { name: 'available', title: 'Available', tone: 'available', to: '/stock?figure=available' },
      { name: 'allocated', title: 'Allocated', tone: 'allocated', to: '/allocations' },
      { name: 'transit', title: 'In transit', tone: 'transit', to: '/stock?figure=inTransit' },
      { name: 'held', title: 'On hold', tone: 'hold', to: '/stock?figure=held' },
      { name: 'quarantine', title: 'Quarantine', tone: 'quarantine', to: '/stock?by=item&status=quarantine' },
      { name: 'damaged', title: 'Damaged', tone: 'damaged', to: '/stock?by=item&status=damaged' },
      { name: 'other', title: 'Kept back otherwise', tone: 'neutral', to: '/stock?by=status&across=figures' },
    ],
    async read(trx) {
      const { rows } = await trx.raw<{ rows: { part: string; free: number; kept: number }[] }>(
        `select part, sum(free)::float8 as free, sum(kept)::float8 as kept from (
           select ${PART} as part, b.on_hand - b.allocated as free, b.allocated as kept
             from ledger.balance b join ledger.status t on t.no = b.status
             join locations.location l on l.id = b.location join locations.kind k on k.name = l.kind
            where b.on_hand > 0) p group by part`,
      )
      const free = Object.fromEntries(rows.map((row) => [row.part, row.free]))
      return { figures: { ...free, allocated: rows.reduce((sum, { kept }) => sum + kept, 0) } }
    },
  },
  {
    name: 'ledger.movements',
    title: 'Movements posted each day',
    description: 'By the day on which they were posted, not on which they happened',
    permission: 'ledger.movement.read',
    shape: 'bars',
    to: '/movements',
    async read(trx) {
      const { rows } = await trx.raw(
        `select d.day::date::text as day, count(m.id)::int as value
           from generate_series(current_date - ${DAYS - 1}, current_date, interval '1 day') d (day)
           left join ledger.movement m on m.at >= d.day and m.at < d.day + interval '1 day'
          group by d.day order by d.day`,
      )
      return { bars: rows }
    },
  },
]

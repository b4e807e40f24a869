import type { DashboardTile } from '@stowage/sdk'

const DAYS = 14

/** How stock stands, for the first screen: the strip, what it is made of, and how much is moved. */
export const stockTiles: readonly DashboardTile[] = [
  {
    name: 'ledger.strip',
    title: 'Stock now',
    permission: 'ledger.balance.read',
    shape: 'strip',
    series: [
      { name: 'transit', title: 'In transit', to: '/stock?by=location' },
      { name: 'items', title: 'Items in stock', to: '/stock' },
      { name: 'places', title: 'Places in use', to: '/stock?by=location' },
      { name: 'allocated', title: 'Allocations', to: '/allocations' },
      { name: 'held', title: 'Holds', to: '/holds' },
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
    permission: 'ledger.balance.read',
    shape: 'parts',
    to: '/stock?by=status',
    series: [
      {
        name: 'unrestricted',
        title: 'Unallocated',
        tone: 'available',
        to: '/stock?by=item&status=unrestricted',
      },
      { name: 'allocated', title: 'Allocated', tone: 'allocated', to: '/allocations' },
      { name: 'quarantine', title: 'Quarantine', tone: 'quarantine', to: '/stock?by=item&status=quarantine' },
      { name: 'damaged', title: 'Damaged', tone: 'damaged', to: '/stock?by=item&status=damaged' },
      { name: 'other', title: 'Other statuses', tone: 'neutral', to: '/stock?by=status' },
    ],
    async read(trx) {
      const { rows } = await trx.raw(
        `select coalesce(sum(b.on_hand - b.allocated) filter (where t.name = 'unrestricted'), 0)::float8
                  as unrestricted,
                coalesce(sum(b.allocated), 0)::float8 as allocated,
                coalesce(sum(b.on_hand - b.allocated) filter (where t.name = 'quarantine'), 0)::float8
                  as quarantine,
                coalesce(sum(b.on_hand - b.allocated) filter (where t.name = 'damaged'), 0)::float8
                  as damaged,
                coalesce(sum(b.on_hand - b.allocated)
                  filter (where t.name not in ('unrestricted', 'quarantine', 'damaged')), 0)::float8 as other
           from ledger.balance b join ledger.status t on t.no = b.status where b.on_hand > 0`,
      )
      return { figures: rows[0] }
    },
  },
  {
    name: 'ledger.movements',
    title: 'Movements posted each day',
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

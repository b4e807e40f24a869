import type { Invariant } from '@stowage/sdk'
import { serialInvariants } from './serials/serial.invariants.ts'
import { unitInvariants } from './units/unit.invariants.ts'

/** What is always true of the record, beyond each line's own arithmetic, which `verify` proves by itself. */
export const ledgerInvariants: readonly Invariant[] = [
  {
    id: 'ledger.balance_is_its_last_line',
    sentence:
      'Every balance is what the last line of its bucket left, at that line’s version and instant; one ' +
      'that was swept left nothing.',
    offendingRows: `
      select bucket, b.on_hand, l.after as last_after, b.version, l.version as last_version
        from (select bucket, on_hand, version, last_at from ledger.balance
              union all select bucket, 0, version, last_at from ledger.swept) b
        full join (
          select distinct on (bucket) bucket, version, after, at from (
            select from_bucket as bucket, from_version as version, from_after as after, at
              from ledger.line where from_after is not null
            union all
            select to_bucket, to_version, to_after, at from ledger.line where to_after is not null) s
          order by bucket, version desc) l using (bucket)
       where (b.on_hand, b.version, b.last_at) is distinct from
             (coalesce(l.after, 0), coalesce(l.version, 0), coalesce(l.at, 'epoch'))`,
  },
  {
    id: 'ledger.swept_or_balance',
    sentence: 'A bucket has a balance or was swept, never both.',
    offendingRows: 'select s.bucket from ledger.swept s join ledger.balance b using (bucket)',
  },
  {
    id: 'ledger.positions_are_dense',
    sentence: 'Positions count on from one without a gap.',
    offendingRows: `
      select position, expected from (
        select position, row_number() over (order by position) as expected from ledger.position) p
       where position <> expected`,
  },
  {
    id: 'ledger.every_movement_has_its_position',
    sentence:
      'Every movement that was committed before the sequencer’s last look has one position, at its instant.',
    offendingRows: `
      select coalesce(p.movement, m.id) as movement, p.position
        from ledger.movement m full join ledger.position p on p.movement = m.id cross join ledger.sequencer q
       where p.position is null and m.tx < q.from_tx or m.at is distinct from p.at
         and p.position is not null`,
  },
  {
    id: 'ledger.allocated_equals_allocations',
    sentence: 'What a balance has allocated is the sum of its allocations.',
    offendingRows: `
      select b.bucket, b.allocated, coalesce(sum(a.quantity), 0) as allocations
        from ledger.balance b left join ledger.allocation a on a.bucket = b.bucket
       group by b.bucket, b.allocated having b.allocated <> coalesce(sum(a.quantity), 0)`,
  },
  {
    id: 'ledger.allocations_are_what_became_of_them',
    sentence:
      'Every allocation is what its events made of it: as much, on that balance, of that piece, for that ' +
      'demand and owner.',
    offendingRows: `
      with steps as (
        select allocation as id, id as event, demand_kind, demand, owner, serial,
               case when kind = 'carry' and to_allocation is null then to_bucket else bucket end as bucket,
               case when kind = 'allocate' then quantity
                    when kind = 'carry' and to_allocation is null then 0 else -quantity end as change
          from ledger.allocation_event
        union all
        select to_allocation, id, demand_kind, demand, owner, case when kind <> 'swap' then serial end,
               coalesce(to_bucket, bucket), quantity
          from ledger.allocation_event where to_allocation is not null),
      told as (
        select distinct on (id) id, bucket, demand_kind, demand, owner, serial,
               sum(change) over (partition by id) as quantity
          from steps order by id, event desc)
      select coalesce(a.id, t.id) as allocation, a.quantity, t.quantity as told, a.bucket,
      t.bucket as told_bucket
        from ledger.allocation a full join (select * from told where quantity <> 0) t on t.id = a.id
       where (a.bucket, a.quantity, a.demand_kind, a.demand, a.owner, a.serial) is distinct from
             (t.bucket, t.quantity, t.demand_kind, t.demand, t.owner, t.serial)`,
  },
  {
    id: 'ledger.kept_piece_stands_where_it_is_kept',
    sentence: 'A piece that is kept by its number stands in the balance that its allocation is on.',
    offendingRows: `
      select a.id as allocation, s.number, a.bucket, s.bucket as stands_in
        from ledger.allocation a join ledger.serial s on s.id = a.serial
       where s.bucket is distinct from a.bucket or s.owner <> a.owner or a.quantity <> 1`,
  },
  {
    id: 'ledger.balance_copies_its_bucket',
    sentence: 'A balance copies its bucket, with lot and handling unit, and the limit of its place.',
    offendingRows: `
      select b.bucket, b.debt_limit, l.debt_limit as place_limit
        from ledger.balance b left join ledger.bucket k on k.id = b.bucket
        left join locations.location l on l.id = b.location
       where (b.item, b.location, b.owner, b.status, b.lot, b.handling_unit, b.debt_limit)
             is distinct from (k.item, k.location, k.owner, k.status, k.lot, k.handling_unit, l.debt_limit)`,
  },
  {
    id: 'ledger.buckets_name_what_is_there',
    sentence: 'Every bucket is of an item, a place, an owner and a status that are there.',
    offendingRows: `
      select b.id as bucket, b.item, b.location, b.owner, b.status from ledger.bucket b
        left join items.item i on i.id = b.item left join locations.location l on l.id = b.location
        left join access.owner o on o.no = b.owner left join ledger.status s on s.no = b.status
       where i.id is null or l.id is null or o.no is null or s.no is null`,
  },
  {
    id: 'ledger.lines_and_movements_agree',
    sentence:
      'Every line has its movement, with the same owner and instant of happening; ' +
      'none has neither line nor unit.',
    offendingRows: `
      select coalesce(l.movement, m.id) as movement, l.id as line
        from ledger.line l full join ledger.movement m on m.id = l.movement
       where (l.owner, l.effective_at) is distinct from (m.owner, m.effective_at)
         and not (l.id is null and exists (select from ledger.unit_move u where u.movement = m.id))`,
  },
  {
    id: 'ledger.lines_are_numbered',
    sentence: 'The lines of a movement are numbered from one, without a gap.',
    offendingRows: `
      select movement, count(*) as lines, min(n) as first, max(n) as last from ledger.line
       group by movement having min(n) <> 1 or max(n) <> count(*)`,
  },
  {
    id: 'ledger.external_sides_keep_no_balance',
    sentence: 'A line shows a balance after on each side that keeps one, and on no other.',
    offendingRows: `
      with kept as not materialized (select bucket from ledger.balance union all select bucket
        from ledger.swept)
      select l.id as line from ledger.line l
        left join kept f on f.bucket = l.from_bucket left join kept t on t.bucket = l.to_bucket
       where (f.bucket is null) <> (l.from_after is null) or (t.bucket is null) <> (l.to_after is null)
          or (l.from_after is null) <> (l.from_version is null)
            or (l.to_after is null) <> (l.to_version is null)`,
  },
  {
    id: 'ledger.line_moves_one_item',
    sentence: 'A line moves one item of one owner: both its buckets are of that item and owner.',
    offendingRows: `
      select l.id as line from ledger.line l
        left join ledger.bucket f on f.id = l.from_bucket left join ledger.bucket t on t.id = l.to_bucket
       where f.item is distinct from t.item or f.owner is distinct from l.owner
         or t.owner is distinct from l.owner`,
  },
  {
    id: 'ledger.reversed_once',
    sentence: 'A reversal undoes one movement, and each movement is undone at most once.',
    offendingRows: `
      select m.id as movement, m.reverses from ledger.movement m
        full join ledger.reversal r on r.reversed_by = m.id
       where (m.reverses is not null or r.movement is not null) and m.reverses is distinct from r.movement`,
  },
  ...serialInvariants,
  ...unitInvariants,
]

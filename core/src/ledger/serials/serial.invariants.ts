import type { Invariant } from '@stowage/sdk'

/** Where every piece is, proved from the lines that it was on. */
export const serialInvariants: readonly Invariant[] = [
  {
    id: 'ledger.serial_stands_where_its_last_line_left_it',
    sentence:
      'Every serial number is where the last line that it was on left it, in its item, owner and lot.',
    offendingRows: `
      select s.id as serial, s.number, s.bucket, s.has_left, l.to_bucket as last_bucket,
             l.to_after is null as last_left
        from ledger.serial s
        join items.item i on i.id = s.item
        left join ledger.line_serial p on p.serial = s.id and p.version = s.version
        left join ledger.line l on l.movement = p.movement and l.n = p.n and l.at = p.at
        left join ledger.bucket b on b.id = l.to_bucket
       where l.id is null
          or (s.bucket, s.has_left, s.item, s.owner, s.last_at,
              coalesce(s.lot, '00000000-0000-0000-0000-000000000000')) is distinct from
             (case when l.to_after is not null and i.serials = 'always' then l.to_bucket end,
              l.to_after is null, b.item, l.owner, p.at, b.lot)`,
  },
  {
    id: 'ledger.serials_in_a_balance_are_its_on_hand',
    sentence: 'Of an item whose every piece has a number, as many stand in a balance as it has on hand.',
    offendingRows: `
      select coalesce(b.bucket, s.bucket) as bucket, b.on_hand, coalesce(s.pieces, 0) as pieces
        from (select b.bucket, b.on_hand from ledger.balance b
                join items.item i on i.id = b.item and i.serials = 'always') b
        full join (select bucket, count(*) as pieces from ledger.serial
                    where bucket is not null group by bucket) s
          on s.bucket = b.bucket
       where b.on_hand is distinct from coalesce(s.pieces, 0)`,
  },
  {
    id: 'ledger.serials_went_from_place_to_place',
    sentence:
      'What a serial number left one line for is where the next one takes it from; ' +
      'its lines are numbered without a gap.',
    offendingRows: `
      select serial, movement, n, version from (
        select p.serial, p.movement, p.n, p.version, i.serials, l.id as line,
               case when l.from_after is not null then l.from_bucket end as taken_from,
               lag(case when l.to_after is not null then l.to_bucket end) over w as was_in,
               coalesce(lag(p.version) over w, 0) as version_before
          from ledger.line_serial p
          left join ledger.line l
            on l.movement = p.movement and l.n = p.n and l.at = p.at and l.owner = p.owner
          left join ledger.serial s on s.id = p.serial
          left join items.item i on i.id = s.item
        window w as (partition by p.serial order by p.version)) way
       where line is null or version <> version_before + 1
          or (serials = 'always' and taken_from is distinct from was_in)`,
  },
  {
    id: 'ledger.lines_have_their_serials',
    sentence: 'A line of an item whose every piece has a number names as many as its quantity.',
    offendingRows: `
      select l.id as line, l.quantity, p.pieces
        from items.item i
        join ledger.bucket b on b.item = i.id
        join ledger.line l on l.from_bucket = b.id
        cross join lateral (select count(*) as pieces from ledger.line_serial p
          where p.movement = l.movement and p.n = l.n) p
       where i.serials = 'always' and p.pieces <> l.quantity`,
  },
]

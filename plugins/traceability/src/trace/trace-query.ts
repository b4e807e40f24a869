import type { ThingKind } from './trace.schemas.ts'

const NOBODYS = `'00000000-0000-0000-0000-000000000000'::uuid`

/**
 * The whole trace of `:id` as one row of lists, each with one row more than `:limit` where there is more.
 *
 * 1. `start`: the things to begin with, each followed from an instant on (way 1), or back from one (way -1).
 * 2. `walk`: from what leaves a transformation to the later ones that it went into, or back; each once.
 * 3. `followed`: the things at the start, and those that came out of (or went into) what was found.
 * 4. `spot`: the buckets that they lie or lay in; by their lines, what came from outside and what went there.
 *
 * Each step looks up by an index; `offset 0` keeps the planner from joining a whole table instead.
 */
export function traceQuery(kind: ThingKind): string {
  return `with recursive way (way, at) as (values (1, '-infinity'::timestamptz), (-1,
    'infinity'::timestamptz)),
    inside (id) as (
      select u.id from stock.handling_unit u where u.id = :id and ${kind === 'unit'}
      union
      select u.id from inside join stock.handling_unit u on u.parent = inside.id),
    start (way, kind, key, at) as materialized (${starts[kind]}),
    walk (way, id, at) as (
      select s.way, t.id, t.at
        from start s cross join lateral (${entering('s', 's.way')}) n
        cross join lateral (${transformationOf('n.transformation', 's')}) t
      union
      select w.way, t.id, t.at
        from walk w cross join lateral (${leaving('w')}) k
        cross join lateral (${entering('k', 'w.way')}) n
        cross join lateral (${transformationOf('n.transformation', 'w')}) t),
    found as materialized (select way, id, at from walk limit :limit + 1),
    followed as materialized (
      select way, kind, key, case way when 1 then min(at) else max(at)
        end as at, bool_or(is_start) as is_start
        from (select way, kind, key, at, true as is_start from start
              union all
              select f.way, k.kind, k.key, f.at, false from found f cross join lateral (${leaving('f')}) k
               where k.kind <> 'unit' or k.key not in (select id from inside)) k
       group by way, kind, key),
    spot as materialized (${spots}),
    edge as materialized (
      select e.transformation, e.direction, e.movement, e.n, e.owner, e.item, e.lot, e.handling_unit,
        e.quantity,
             array(select s.serial from stock.line_serial s
                    where s.movement = e.movement and s.n = e.n order by s.serial) as serials
        from (select distinct id from (select id from found limit :limit) f) f
        cross join lateral (select * from stock.transformation_edge e
                             where e.transformation = f.id and e.reversed_by is null offset 0) e
       limit :limit * 10 + 1),
    departure as materialized (${crossings('from', 'to')}),
    arrival as materialized (${crossings('to', 'from', kind === 'unit' ? broughtBack : '')}),
    place as materialized (${places})
  select ${subjectOf[kind]} as subject,
         ${listOf(`select way, kind, key as id, is_start as "isStart", ${nameOfThing} as name,
           ${itemOfThing} as item from followed k`)} as things,
         ${listOf(`select f.way, t.id, t.kind, ${instant('t.at')} as at
           from found f cross join lateral (select t.id, t.kind, t.at from stock.transformation t
             where t.id = f.id offset 0) t order by t.at, t.id`)} as transformations,
         ${listOf(`select e.transformation, e.direction, e.movement, e.serials, ${goods('e')} from edge e
                    order by e.movement, e.n`)} as edges,
         ${listOf(crossingRows('arrival'))} as arrivals,
         ${listOf(crossingRows('departure'))} as departures,
         ${listOf(placeRows)} as places`
}

/** Where the walk begins, by what is asked about. */
const starts: Readonly<Record<ThingKind, string>> = {
  lot: `select w.way, 'lot', l.id, w.at from stock.lot l cross join way w where l.id = :id`,
  // Its own lines tell where a piece came from, unless its number was first taken when it left.
  serial: `select w.way, 'serial', r.id, w.at from stock.serial r cross join way w where r.id = :id
    union all
    select -1, 'lot', r.lot, 'infinity' from stock.serial r
     where r.id = :id and r.lot is not null and not exists (
       select from stock.line_serial s
         join stock.line l on l.movement = s.movement and l.n = s.n and l.at = s.at
        where s.serial = r.id and s.version = 1 and l.from_after is null)`,
  // What is in a unit is followed as such; what was put into it, or taken out, also before and after.
  unit: `select w.way, 'contents', i.id, w.at from inside i cross join way w
    union all
    select -1, k.kind, k.key, max(k.at) from (${passing('to', 'from')}) k group by 2, 3
    union all
    select 1, k.kind, k.key, min(k.at) from (${passing('from', 'to')}) k group by 2, 3`,
}

/** What moved into a unit (or out of it) within the house, by ordinary movements. */
function passing(own: 'from' | 'to', other: 'from' | 'to'): string {
  return `select k.kind, k.key, l.at
    from inside i
    cross join lateral (select b.id from stock.bucket b
                         where b.unit_key = i.id and b.unit_key <> ${NOBODYS} offset 0) b
    cross join lateral (select l.* from stock.line l where l.${own}_bucket = b.id
      and l.${own}_after is not null
                           and l.${other}_after is not null offset 0) l
    cross join lateral (select b.lot_key, b.unit_key from stock.bucket b where b.id = l.${other}_bucket
      offset 0) b2
    cross join lateral (select from stock.movement m where m.id = l.movement and m.reversed_by is null
                           and m.reverses is null offset 0) m
    cross join lateral (${keyOf('l.movement', 'l.n', 'b2')}) k
   where b2.unit_key not in (select id from inside)`
}

/** By what the goods of a line are followed: by its pieces, else by the lot, else by the unit. */
function keyOf(movement: string, n: string, goods: string): string {
  return `select 'serial' as kind, s.serial as key from stock.line_serial s
           where s.movement = ${movement} and s.n = ${n}
    union all
    select case when ${goods}.lot_key <> ${NOBODYS} then 'lot' else 'unit' end,
           case when ${goods}.lot_key <> ${NOBODYS} then ${goods}.lot_key else ${goods}.unit_key end
     where (${goods}.lot_key <> ${NOBODYS} or ${goods}.unit_key <> ${NOBODYS})
       and not exists (select from stock.line_serial s where s.movement = ${movement} and s.n = ${n})`
}

/** Transformations that a thing went into; back, those that it came out of. */
function entering(thing: string, way: string): string {
  const edge = (condition: string) => `select e.transformation from stock.transformation_edge e
     where ${condition} and e.direction = (case ${way} when 1 then 'i' else 'o' end)::"char"
       and e.reversed_by is null`
  return `${edge(`${thing}.kind = 'lot' and e.lot_key = ${thing}.key and e.lot_key <> ${NOBODYS}`)}
    union all
    ${edge(`${thing}.kind in ('unit', 'contents') and e.unit_key = ${thing}.key and e.unit_key <> ${NOBODYS}
       and (e.lot_key = ${NOBODYS} or ${thing}.kind = 'contents')`)}
    union all
    select e.transformation
      from (select p.movement, p.n from stock.line_serial p where ${thing}.kind = 'serial'
        and p.serial = ${thing}.key
            offset 0) p
      cross join lateral (${edge('e.movement = p.movement and e.n = p.n')} offset 0) e
    offset 0`
}

/** The things that came out of a transformation; back, those that went in. */
function leaving(node: string): string {
  return `select k.kind, k.key
    from (select e.movement, e.n, e.lot_key, e.unit_key from stock.transformation_edge e
           where e.transformation = ${node}.id and e.reversed_by is null
             and e.direction = (case ${node}.way when 1 then 'o' else 'i' end)::"char" offset 0) e
    cross join lateral (${keyOf('e.movement', 'e.n', 'e')}) k
   offset 0`
}

function transformationOf(id: string, from: string): string {
  return `select t.id, t.at from stock.transformation t
     where t.id = ${id}
       and case ${from}.way when 1 then t.at >= ${from}.at else t.at <= ${from}.at end offset 0`
}

/** A lot's buckets in a unit that is traced itself are that one's already. */
const spots = `select k.way, k.key, k.at, b.id as bucket,
    k.way = 1 and exists (select from followed o where o.key = k.key and o.way = -1) as is_both
  from followed k cross join lateral (
    select b.id from stock.bucket b where k.kind = 'lot' and b.lot_key = k.key and b.lot_key <> ${NOBODYS}
       and b.unit_key not in (select id from inside)
    union all
    select b.id from stock.bucket b
     where k.kind in ('unit', 'contents') and b.unit_key = k.key and b.unit_key <> ${NOBODYS}
       and (k.kind = 'contents' or (b.lot_key = ${NOBODYS} and b.unit_key not in (select id from inside)))
    offset 0) b`

/**
 * Lines between a place of ours and the outside: `to` ours, they arrived; `from` ours, they left. What came
 * back of what had left counts as an arrival, too. A piece is told by its own line, unless its lot's does.
 */
function crossings(own: 'from' | 'to', other: 'from' | 'to', more = ''): string {
  const isArrival = own === 'to'
  const inTime = (thing: string) =>
    `case ${thing}.way when 1 then l.at >= ${thing}.at else l.at <= ${thing}.at end`
  const isAsked = isArrival ? `(l.way = -1 or m.kind = 'return' or l.returns_line is not null)` : 'l.way = 1'
  const isCrossing = `l.${own}_after is not null and l.${other}_after is null`
  const columns = `l.id, l.movement, l.at, l.owner, l.item, l.returns_line, l.${own}_bucket as bucket,
    l.${other}_location as outside`
  const ways = isArrival ? 'not s.is_both' : 's.way = 1'
  return `select l.*, m.kind, m.effective_at, m.source_type, m.source_id, m.reason
    from (
      select s.way, array[s.key] as things, l.*
        from spot s cross join lateral (
          select ${columns}, l.quantity from stock.line l
           where l.${own}_bucket = s.bucket and ${isCrossing} and ${inTime('s')} offset 0) l
       where ${ways}
      union all
      select k.way, array_agg(k.key), ${columns}, count(*)
        from followed k
        cross join lateral (select s.movement, s.n, s.at from stock.line_serial s
          where s.serial = k.key offset 0) s
        cross join lateral (
          select l.* from stock.line l where l.movement = s.movement and l.at = s.at and l.n = s.n
             and ${inTime('k')} offset 0) l
       where k.kind = 'serial' and ${isArrival ? 'true' : 'k.way = 1'} and l.${other}_after is null
         ${
           isArrival
             ? `and (k.way = -1 or not exists (select from followed o where o.key = k.key
           and o.way = -1))`
             : ''
         }
         and not exists (select from spot o where o.bucket = l.${own}_bucket and o.way = k.way
                            and case o.way when 1 then l.at >= o.at else l.at <= o.at end)
       group by k.way, l.id, l.movement, l.at, l.owner, l.item, l.returns_line, l.from_bucket, l.to_bucket,
                l.from_location, l.to_location
      ${more}) l
    cross join lateral (
      select m.kind, m.effective_at, m.source_type, m.source_id, m.reason from stock.movement m
       where m.id = l.movement and m.kind <> 'transformation' and m.reverses is null
         and m.reversed_by is null
      offset 0) m
   where ${isAsked}
   limit :limit + 1`
}

/** What left in a unit comes back without it: it is known by the line that it returns. */
const broughtBack = `union all
      select 1, d.things, l.id, l.movement, l.at, l.owner, l.item, l.returns_line, l.to_bucket,
             l.from_location, l.quantity
        from departure d
        cross join lateral (select l.* from stock.line l where l.returns_line = d.id
          and l.to_after is not null offset 0) l
       where not exists (select from spot o where o.bucket = l.to_bucket and o.way = 1 and l.at >= o.at)
         and not exists (
           select from (select s.serial from stock.line_serial s
                         where s.movement = l.movement and s.n = l.n offset 0) s
             join followed k on k.kind = 'serial' and k.way = 1 and k.key = s.serial)`

/** What is left of what was followed forward. */
const places = `select * from (
    select array_agg(distinct s.key) as things, s.bucket, null::bigint as pieces from spot s
     where s.way = 1 group by s.bucket
    union all
    select array_agg(r.id), r.bucket, count(*)
      from followed k cross join lateral (select r.id, r.bucket from stock.serial r
        where r.id = k.key offset 0) r
     where k.way = 1 and k.kind = 'serial' and r.bucket not in (select bucket from spot where way = 1)
     group by r.bucket) s
  cross join lateral (
    select b.item, b.lot, b.handling_unit, b.owner, b.location, b.site, b.status, b.on_hand, b.available
      from stock.balance b where b.bucket = s.bucket and b.on_hand <> 0 offset 0) b
  limit :limit + 1`

const itemOf = (
  id: string,
) => `(select json_build_object('id', i.id, 'sku', i.sku, 'name', i.name, 'baseUnit', i.base_unit)
    from stock.item i where i.id = ${id})`

const nameOfThing = `case k.kind
    when 'lot' then (select l.name from stock.lot l where l.id = k.key)
    when 'serial' then (select r.number from stock.serial r where r.id = k.key)
    else (select u.code from stock.handling_unit u where u.id = k.key) end`
const itemOfThing = `case k.kind
    when 'lot' then ${itemOf('(select l.item from stock.lot l where l.id = k.key)')}
    when 'serial' then ${itemOf('(select r.item from stock.serial r where r.id = k.key)')} end`

const subjectOf: Readonly<Record<ThingKind, string>> = {
  lot: `(select json_build_object('id', l.id, 'name', l.name, 'item', ${itemOf('l.item')})
    from stock.lot l where l.id = :id)`,
  serial: `(select json_build_object('id', r.id, 'name', r.number, 'item', ${itemOf('r.item')})
    from stock.serial r where r.id = :id)`,
  unit: `(select json_build_object('id', u.id, 'name', u.code, 'item', null)
    from stock.handling_unit u where u.id = :id)`,
}

/** What is told of the goods of an edge, a line or a place. */
function namesOf(row: string, { lot, unit }: { readonly lot: string; readonly unit: string }): string {
  return `${itemOf(`${row}.item`)} as item,
    (select json_build_object('id', o.id, 'name', o.name) from stock.owner o
      where o.no = ${row}.owner) as owner,
    (select json_build_object('id', l.id, 'name', l.name) from stock.lot l where l.id = ${lot}) as lot,
    (select json_build_object('id', u.id, 'code', u.code) from stock.handling_unit u
      where u.id = ${unit}) as unit`
}

function goods(row: string): string {
  return `${row}.quantity, ${namesOf(row, { lot: `${row}.lot`, unit: `${row}.handling_unit` })}`
}

function crossingRows(from: 'arrival' | 'departure'): string {
  return `select c.way, c.things, c.id as line, c.movement, c.kind, ${instant('c.at')} as at,
      ${instant('c.effective_at')} as "effectiveAt", c.reason, c.quantity,
      ${from === 'arrival' ? 'c.returns_line as "returnsLine",' : ''}
      case when c.source_id is null then null
           else json_build_object('type', c.source_type, 'id', c.source_id) end as source,
      (select p.code from stock.location p where p.id = c.outside) as outside,
      ${namesOf('c', { lot: 'b.lot', unit: 'b.handling_unit' })}
    from ${from} c cross join lateral (select b.lot, b.handling_unit from stock.bucket b
      where b.id = c.bucket offset 0) b
   order by c.at, c.id`
}

const placeRows = `select p.things, p.status, coalesce(p.pieces, p.on_hand) as "onHand",
    least(p.available, coalesce(p.pieces, p.on_hand)) as available,
    (select json_build_object('id', l.id, 'code', l.code) from stock.location l
      where l.id = p.location) as location,
    (select json_build_object('id', s.id, 'code', s.code) from stock.site s where s.id = p.site) as site,
    ${namesOf('p', { lot: 'p.lot', unit: 'p.handling_unit' })}
  from place p order by p.site, p.location, p.bucket`

function listOf(rows: string): string {
  return `(select coalesce(json_agg(x), '[]'::json) from (${rows}) x)`
}

function instant(column: string): string {
  return `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`
}

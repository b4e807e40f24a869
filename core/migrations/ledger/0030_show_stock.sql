-- What others may build on: the record as commented views, which stay when tables change their shape. They run
-- with the rights of whoever asks (`security_invoker`), so that row-level policies hold for him and not for us.

create schema stock;
comment on schema stock is 'The public face of items, places and stock: read these in plugins and reports, not the tables behind';
set local search_path = stock;

create view stock.item with (security_invoker = true) as
  select id, owner, sku, name, description, category, base_unit, step, gtin, has_lots, serials, catch_unit, lifecycle
    from items.item;
comment on view stock.item is 'What is kept; owner is the number of the catalogue''s owner, null for the house';

create view stock.lot with (security_invoker = true) as
  select id, item, owner, name, manufactured_on, expires_on, best_before, retest_on from items.lot;
comment on view stock.lot is 'Batches of an item, by their name unique in it';

create view stock.site with (security_invoker = true) as
  select id, company, code, name, time_zone from locations.site;
comment on view stock.site is 'Buildings and yards, each with its zone of time';

create view stock.location with (security_invoker = true) as
  select l.id, s.id as site, l.parent, l.kind, l.code, l.path, l.is_active, k.balanced, k.allocatable, k.counted
    from locations.location l
    join locations.kind k on k.name = l.kind
    left join locations.site s on s.no = l.site;
comment on view stock.location is 'Places, with the flags of their kind; what is beneath one has a path that begins with its path and a slash';

create view stock.balance with (security_invoker = true) as
  select b.bucket, b.item, b.location, s.id as site, b.owner, t.name as status,
         nullif(b.lot, '00000000-0000-0000-0000-000000000000') as lot,
         nullif(b.handling_unit, '00000000-0000-0000-0000-000000000000') as handling_unit,
         b.on_hand, b.allocated, b.on_hand - b.allocated as unallocated,
         case when t.allocatable and k.allocatable and not (
                b.item in (select h.subject from ledger.hold h
                            where h.scope = 'item' and h.lifted_at is null and h.blocks && '{allocate,ship}'::text[])
                or b.owner in (select h.owner from ledger.hold h
                            where h.scope = 'owner' and h.lifted_at is null and h.blocks && '{allocate,ship}'::text[])
                or b.lot in (select h.subject from ledger.hold h
                            where h.scope = 'lot' and h.lifted_at is null and h.blocks && '{allocate,ship}'::text[])
                or b.location in (select p.id from ledger.hold h
                            join locations.location top on top.id = h.subject
                            join locations.location p
                              on p.path = top.path or (p.path > top.path || '/' and p.path < top.path || '0')
                            where h.scope = 'location' and h.lifted_at is null
                              and h.blocks && '{allocate,ship}'::text[])
                or b.handling_unit in (select ledger.stopped_units()))
              then b.on_hand - b.allocated - least(b.on_hand - b.allocated, coalesce(
                (select count(*) from ledger.serial r join ledger.hold h on h.subject = r.id and h.scope = 'serial'
                  where r.bucket = b.bucket and h.lifted_at is null and h.blocks && '{allocate,ship}'::text[]), 0))
              else 0 end as available,
         b.last_at
    from ledger.balance b
    join ledger.status t on t.no = b.status
    join locations.location l on l.id = b.location
    join locations.kind k on k.name = l.kind
    left join locations.site s on s.no = b.site;
comment on view stock.balance is 'How much is where, of whom, in which status; available is what may be promised';

create view stock.movement with (security_invoker = true) as
  select id, at, effective_at, owner, kind, actor, source_type, source_id, reason, reverses, origin, note
    from ledger.movement;
comment on view stock.movement is 'What happened to stock of one owner; at is when it was posted, effective_at when it happened';

create view stock.line with (security_invoker = true) as
  select l.id, l.movement, l.n, l.at, l.effective_at, l.owner, f.item, l.quantity,
         l.from_bucket, f.location as from_location, l.from_after, l.to_bucket, t.location as to_location, l.to_after,
         nullif(f.lot, '00000000-0000-0000-0000-000000000000') as lot
    from ledger.line l
    join ledger.bucket f on f.id = l.from_bucket
    join ledger.bucket t on t.id = l.to_bucket;
comment on view stock.line is 'A quantity from one place to another, with the balance after on each side that keeps one';

grant usage on schema stock to stowage_app, stowage_app_all, stowage_hook;
grant select on all tables in schema stock to stowage_app, stowage_app_all, stowage_hook;

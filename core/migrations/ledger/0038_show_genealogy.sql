-- What became of what, for plugins that follow it: transformations with what went in and what came out,
-- buckets, the pieces of each line, and which movements were taken back. They run with the rights of whoever
-- asks, as the other views do. Where there is no lot or unit, the member that ends in _key is all zeros:
-- indexes know it by that.

create view stock.transformation with (security_invoker = true) as
  select id, kind, at from ledger.transformation;
comment on view stock.transformation is
  'Inputs that became outputs: a split, a merge, a repacking, a production, a kit';

create view stock.transformation_edge with (security_invoker = true) as
  select e.transformation, e.movement, e.n, e.direction, e.owner, e.item,
         nullif(e.lot, '00000000-0000-0000-0000-000000000000') as lot,
         nullif(e.handling_unit, '00000000-0000-0000-0000-000000000000') as handling_unit,
         e.quantity, e.lot as lot_key, e.handling_unit as unit_key, r.reversed_by
    from ledger.transformation_edge e
    left join ledger.reversal r on r.movement = e.movement;
comment on view stock.transformation_edge is
  'What went into a transformation (direction i) or came out of it (o): a line of one of its movements';

create view stock.bucket with (security_invoker = true) as
  select b.id, b.item, b.location, b.owner,
         (select t.name from ledger.status t where t.no = b.status) as status,
         nullif(b.lot, '00000000-0000-0000-0000-000000000000') as lot,
         nullif(b.handling_unit, '00000000-0000-0000-0000-000000000000') as handling_unit,
         b.lot as lot_key, b.handling_unit as unit_key
    from ledger.bucket b;
comment on view stock.bucket is
  'An identity of stock: item, place, owner, status, lot and unit; stock.balance says how much is in it';

create view stock.line_serial with (security_invoker = true) as
  select movement, n, serial, at, version, owner from ledger.line_serial;
comment on view stock.line_serial is 'Which pieces a line was about; by version, the way that a piece went';

create or replace view stock.serial with (security_invoker = true) as
  select r.id, r.item, r.owner, r.lot, r.number, b.location, r.has_left, r.bucket
    from ledger.serial r left join ledger.bucket b on b.id = r.bucket;

create or replace view stock.movement with (security_invoker = true) as
  select m.id, m.at, m.effective_at, m.owner, m.kind, m.actor, m.source_type, m.source_id, m.reason,
         m.reverses, m.origin, m.note, r.reversed_by
    from ledger.movement m
    left join ledger.reversal r on r.movement = m.id;

grant select on all tables in schema stock to stowage_app, stowage_app_all, stowage_hook;

-- The buckets of a lot. As bucket_in_unit, it holds those with one alone: whoever wants it says `lot <> nil`
-- as well, and the join that makes balances cannot take it.
create index bucket_of_lot on bucket (lot, id) where lot <> '00000000-0000-0000-0000-000000000000';

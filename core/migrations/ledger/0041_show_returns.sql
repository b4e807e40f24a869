-- Which line brought back what another one had taken out, for plugins that follow goods.

create or replace view stock.line with (security_invoker = true) as
  select l.id, l.movement, l.n, l.at, l.effective_at, l.owner, f.item, l.quantity,
         l.from_bucket, f.location as from_location, l.from_after, l.to_bucket, t.location as to_location, l.to_after,
         nullif(f.lot, '00000000-0000-0000-0000-000000000000') as lot, l.returns_line
    from ledger.line l
    join ledger.bucket f on f.id = l.from_bucket
    join ledger.bucket t on t.id = l.to_bucket;

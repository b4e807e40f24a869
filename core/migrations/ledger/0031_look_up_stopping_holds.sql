-- What open holds stop, as functions whose plans are kept. Written into each query, the question whose holds somebody
-- sees was planned ten times over, which took longer than all else of a client's look at balances. None of them keeps
-- a query from being run by several processes at once.

create function stopping_holds() returns table (scope text, subject uuid, owner integer)
language plpgsql stable parallel safe rows 10 set search_path = ledger, pg_temp as $$
begin
  return query select h.scope, h.subject, h.owner from hold h
    where h.lifted_at is null and h.blocks && array['allocate', 'ship'];
end $$;
comment on function stopping_holds is 'Open holds that stop keeping or shipping, as far as one may see them';

create function stopped_places() returns setof uuid
language plpgsql stable parallel safe rows 10 set search_path = ledger, pg_temp as $$
begin
  if not exists (select from stopping_holds() h where h.scope = 'location') then return; end if;
  return query
    select p.id from stopping_holds() h join locations.location top on top.id = h.subject
      join locations.location p on p.path = top.path or (p.path > top.path || '/' and p.path < top.path || '0')
     where h.scope = 'location';
end $$;
comment on function stopped_places is 'The places under such holds, with all beneath them';

create function stopped_pieces() returns table (bucket bigint, pieces bigint)
language plpgsql stable parallel safe rows 10 set search_path = ledger, pg_temp as $$
begin
  if not exists (select from stopping_holds() h where h.scope = 'serial') then return; end if;
  return query
    select r.bucket, count(distinct r.id) from stopping_holds() h join serial r on r.id = h.subject
     where h.scope = 'serial' and r.bucket is not null group by r.bucket;
end $$;
comment on function stopped_pieces is 'How many pieces of each balance such holds on serial numbers stop';

revoke execute on function stopping_holds, stopped_places, stopped_pieces from public;
grant execute on function stopping_holds, stopped_places, stopped_pieces to stowage_app, stowage_app_all, stowage_hook;

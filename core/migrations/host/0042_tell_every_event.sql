-- Whoever takes part in every event that is emitted (the event of its cursor is *) has a say in what may be forgotten.

create or replace function sweep_events(older_than interval, most int) returns int
language plpgsql security definer set search_path = host, pg_temp as $$
declare
  swept int;
begin
  with done as (
    select p.position, p.event from outbox_position p join outbox o on o.id = p.event
     where o.at < now() - older_than
       and not exists (select from cursor c where c.event in (p.name, '*') and c.position < p.position)
     order by p.position limit most),
  unplaced as (delete from outbox_position p using done d where p.position = d.position)
  delete from outbox o using done d where o.id = d.event;
  get diagnostics swept = row_count;
  return swept;
end $$;

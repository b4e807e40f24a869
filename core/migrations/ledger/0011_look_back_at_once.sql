-- How stock stood by when things happened, for all buckets at once: late lines were looked for bucket by
-- bucket, in each later month, on both sides. Now each month is asked once a side for all of them.
create or replace function happened_at(buckets bigint[], t timestamptz)
returns table (bucket bigint, on_hand numeric)
language plpgsql stable set search_path = ledger, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  return query
    with settled as materialized (
      select b, i.at, i.after
        from (select distinct unnest(buckets) as b) asked, lateral (select s.at, s.after from (
          (select l.at, l.from_after as after from line l where l.from_bucket = b and l.from_after is not null
              and not l.from_late and l.at <= t + interval '1 hour' and l.effective_at <= t order by l.at desc limit 1)
          union all
          (select l.at, l.to_after from line l where l.to_bucket = b and l.to_after is not null
              and not l.to_late and l.at <= t + interval '1 hour' and l.effective_at <= t order by l.at desc limit 1)
          union all select '-infinity', 0) s order by s.at desc limit 1) i),
    late as (
      select l.to_bucket as b, l.at, l.quantity as change from line l
       where l.to_bucket = any (buckets) and l.to_late and l.effective_at <= t
         and l.at > (select min(s.at) from settled s)
      union all
      select l.from_bucket, l.at, -l.quantity from line l
       where l.from_bucket = any (buckets) and l.from_late and l.effective_at <= t
         and l.at > (select min(s.at) from settled s))
    select s.b, s.after + coalesce(c.change, 0)
      from settled s
      left join (select w.b, sum(w.change) as change from late w join settled s on s.b = w.b and w.at > s.at
        group by w.b) c on c.b = s.b;
end $$;

-- Which strategy answers which question where, and what was decided why.

create table host.strategy_binding (
  id uuid primary key,
  point text not null,
  strategy text not null,
  company uuid references access.company,
  site uuid,
  owner uuid references access.owner (id),
  category text check (category <> ''),
  settings jsonb not null default '{}' check (jsonb_typeof(settings) = 'object'),
  valid_from timestamptz not null default now(),
  valid_until timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint strategy_binding_runs_forward check (valid_until > valid_from)
);
create index strategy_binding_by_point on host.strategy_binding (point, valid_from desc, id);
create index strategy_binding_by_creation on host.strategy_binding (created_at, id);
comment on table host.strategy_binding is 'Binds a strategy to a question, for the places that it names; the one that names most of them counts.';
comment on column host.strategy_binding.category is 'Items of this category alone, whatever its case.';

create table host.decision (
  id uuid primary key,
  at timestamptz not null default now(),
  point text not null,
  strategy text not null,
  strategy_version integer not null,
  plugin text not null,
  plugin_version text not null,
  binding uuid,
  snapshot text not null,
  owner integer not null default 0,
  record jsonb not null,
  kept_for text
);
create index decision_by_time on host.decision (at, id);
create index decision_by_point on host.decision (point, at, id);
create index decision_by_strategy on host.decision (strategy, at, id);
create index decision_by_owner on host.decision (owner, at, id);
comment on table host.decision is 'What a strategy chose and why; forgotten after 90 days unless somebody refers to it.';
comment on column host.decision.snapshot is 'pg_current_snapshot() of the facts.';
comment on column host.decision.owner is 'Whose stock it was about; 0 is the house''s, which only those see who see all owners.';
comment on column host.decision.kept_for is 'What refers to it, so that it is not forgotten.';

-- Functions, so that whoever may ask may be answered for, and nobody rewrites why something was chosen.
create function host.record_decisions(decisions jsonb) returns void
language sql security definer set search_path = pg_catalog, pg_temp as $$
  insert into host.decision (id, point, strategy, strategy_version, plugin, plugin_version, binding, snapshot, owner, record)
  select d.id, d.point, d.strategy, d.strategy_version, d.plugin, d.plugin_version, d.binding, d.snapshot,
         coalesce((select o.no from access.owner o where o.id = d.owner), 0), d.record
    from jsonb_to_recordset(decisions) d (id uuid, point text, strategy text, strategy_version integer, plugin text,
         plugin_version text, binding uuid, snapshot text, owner uuid, record jsonb)
$$;
create function host.keep_decisions(decisions uuid[], reference text) returns integer
language sql security definer set search_path = pg_catalog, pg_temp as $$
  with kept as (update host.decision set kept_for = reference where id = any (decisions) returning 1)
  select count(*)::integer from kept
$$;
create function host.sweep_decisions(older_than interval, most integer) returns integer
language sql security definer set search_path = pg_catalog, pg_temp as $$
  with old as (select id from host.decision where at < now() - older_than and kept_for is null order by at limit most),
       gone as (delete from host.decision d using old where d.id = old.id returning 1)
  select count(*)::integer from gone
$$;
revoke execute on function host.record_decisions, host.keep_decisions, host.sweep_decisions from public;
grant execute on function host.record_decisions, host.keep_decisions to stowage_app, stowage_app_all, stowage_hook;
grant execute on function host.sweep_decisions to stowage_app_all;

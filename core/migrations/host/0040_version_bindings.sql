-- Rules without code: a binding may ask something of the question, stands in an order, and keeps its former
-- versions. Decisions keep what they were made of.

alter table host.strategy_binding
  add column title text check (title <> ''),
  add column condition json,
  add column rank integer not null default 100 check (rank between 1 and 1000),
  add column removed_at timestamptz;
comment on column host.strategy_binding.condition is 'What has to hold of the question; null holds always.';
comment on column host.strategy_binding.rank is 'Within one place, the lower is asked first.';
comment on column host.strategy_binding.removed_at is 'It counts no more; its versions stay, because decisions refer to them.';

create table host.strategy_binding_version (
  binding uuid not null references host.strategy_binding,
  version integer not null,
  title text,
  strategy text not null,
  settings jsonb not null,
  condition json,
  rank integer not null,
  valid_from timestamptz not null,
  valid_until timestamptz,
  counts_from timestamptz not null,
  counts_until timestamptz,
  made_at timestamptz not null default now(),
  made_by uuid,
  reason text,
  primary key (binding, version)
);
comment on table host.strategy_binding_version is 'What a binding said, version by version; the one counts whose time it is.';
comment on column host.strategy_binding_version.counts_until is 'From then on a later version counts; equal to counts_from where a later one came before it began.';

insert into host.strategy_binding_version
  (binding, version, strategy, settings, rank, valid_from, valid_until, counts_from, made_at)
select id, version, strategy, settings, rank, valid_from, valid_until, valid_from, updated_at
  from host.strategy_binding;

alter table host.decision add column binding_version integer, add column evidence json;
comment on column host.decision.evidence is 'What was asked, the facts and settings, and what was considered; null where it was too large to be kept.';

drop function host.record_decisions(jsonb);
create function host.record_decisions(decisions json) returns void
language sql security definer set search_path = pg_catalog, pg_temp as $$
  insert into host.decision (id, point, strategy, strategy_version, plugin, plugin_version, binding,
                             binding_version, snapshot, owner, record, evidence)
  select d.id, d.point, d.strategy, d.strategy_version, d.plugin, d.plugin_version, d.binding,
         d.binding_version, d.snapshot,
         coalesce((select o.no from access.owner o where o.id = d.owner), 0), d.record, d.evidence
    from json_to_recordset(decisions) d (id uuid, point text, strategy text, strategy_version integer, plugin text,
         plugin_version text, binding uuid, binding_version integer, snapshot text, owner uuid, record jsonb,
         evidence json)
$$;
revoke execute on function host.record_decisions from public;
grant execute on function host.record_decisions to stowage_app, stowage_app_all, stowage_hook;

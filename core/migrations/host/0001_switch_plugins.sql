-- Which plugins there are, which are switched on, and which set of them every posting must have been made for.

create table plugin (
  name text primary key,
  id uuid not null unique default gen_random_uuid(),
  version text not null,
  source text not null,
  is_enabled boolean not null default false,
  state text not null default 'off' check (state in ('off', 'enabling', 'on', 'disabling')),
  complete_to bigint not null default 0,
  hook_failures bigint not null default 0,
  last_failure jsonb,
  last_error jsonb,
  first_enabled_at timestamptz,
  enabled_at timestamptz,
  disabled_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table plugin is 'The plugins that were found beside core''s own; the row stays when the code is gone';
comment on column plugin.id is 'Its name in the audit';
comment on column plugin.complete_to is 'What it projects is complete up to this position of the ledger';
comment on column plugin.hook_failures is 'How often a hook of it failed in a posting';
comment on column plugin.last_failure is 'The last of them: hook, version, code, at';
comment on column plugin.last_error is 'Why it could not be switched on or off the last time: code, detail, at';

create table plugin_set (
  one boolean primary key default true check (one),
  epoch bigint not null default 1,
  changed_at timestamptz not null default now()
);
comment on table plugin_set is 'The number of the set of plugins that is on; every change of the set raises it';
insert into plugin_set default values;

create table plugin_change (
  id uuid primary key,
  plugin text not null,
  action text not null check (action in ('enable', 'disable', 'remove')),
  state text not null default 'running' check (state in ('running', 'done', 'failed')),
  step text not null,
  done bigint not null default 0,
  total bigint not null default 0,
  error_code text,
  error text,
  actor uuid not null,
  started_at timestamptz not null default now(),
  ended_at timestamptz
);
create index on plugin_change (started_at, id);
create index on plugin_change (plugin, started_at, id);
create unique index on plugin_change ((true)) where state = 'running';
comment on table plugin_change is 'A plugin being switched on or off, with how far that has come';

create table node (
  id uuid primary key,
  name text not null,
  epoch bigint not null,
  lease_until timestamptz not null,
  built_change uuid,
  built_error jsonb,
  started_at timestamptz not null default now()
);
comment on table node is 'The processes that serve; one whose lease is over is waited for no longer';
comment on column node.built_change is 'The change for which it has the next set of plugins ready, or could not make it';

-- Every posting begins with this: it shares a lock that whoever changes the set takes for himself, and compares
-- the set that it was made for with the one that is on. A function's statements see what was committed before
-- they began, so that nothing slips in between.
create function check_epoch(made_for bigint) returns void language plpgsql as $$
begin
  perform pg_advisory_xact_lock_shared(7261020);
  if made_for is distinct from (select s.epoch from host.plugin_set s) then
    raise exception 'the set of plugins was changed' using errcode = 'STW01';
  end if;
end $$;
revoke execute on function check_epoch from public;
grant execute on function check_epoch to stowage_hook;

-- Roles: a name for a set of permissions, given to users and keys for some sites and owners, or for all.

create table role (
  id uuid primary key,
  name text not null check (name = btrim(name) and name <> ''),
  description text not null default '',
  permissions text[] not null,
  is_for_floor boolean not null default false,
  is_break_glass boolean not null default false,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create unique index role_name_key on role (lower(name));
create index role_by_name on role (name, id);
create index role_by_creation on role (created_at, id);
comment on table role is 'A set of permissions under a name.';
comment on column role.permissions is 'Permission names; {*} is everything.';
comment on column role.is_for_floor is 'It counts where somebody logs in by badge or PIN on a registered device; no other role does.';
comment on column role.is_break_glass is 'Whoever has access.break_glass.take may take it for half an hour, with a reason.';

create table role_grant (
  id uuid primary key,
  actor uuid not null references actor,
  role uuid not null references role,
  owners integer[],
  sites integer[],
  reason text,
  granted_by uuid not null references actor,
  granted_at timestamptz not null default now(),
  ends_at timestamptz
);
create index role_grant_by_actor on role_grant (actor, id);
create index role_grant_by_role on role_grant (role, id);
create index role_grant_by_end on role_grant (ends_at, id) where ends_at is not null;
create index role_grant_by_instant on role_grant (granted_at, id);
comment on table role_grant is 'Who has which role, where and for whom. Read at every request, so that one taken away is gone at the next.';
comment on column role_grant.owners is 'The owner numbers it counts for; null is all of them.';
comment on column role_grant.sites is 'The site numbers it counts in; null is all of them.';
comment on column role_grant.ends_at is 'Only where it was taken for a while (break-glass).';
comment on column role_grant.reason is 'Why it was taken.';

alter table account add sites integer[];
comment on column account.sites is 'The site numbers that his own permissions count in; null is all of them.';
alter table api_key add sites integer[];
comment on column api_key.sites is 'The site numbers that its own permissions count in; null is all of them.';

-- The owners there are, for whoever sees all owners but only some sites: policies read lists.
create function all_owners() returns integer[] language sql stable security definer
  set search_path = pg_catalog, pg_temp as $$ select coalesce(array_agg(no), '{}') from access.owner $$;
comment on function all_owners is 'What stowage.owners = * stands for in policies.';

-- A start. All of it may be changed.
insert into role (id, name, description, permissions, is_for_floor) values
  ('00000000-0000-7000-8000-000000000051', 'Administrator', 'May do everything', '{*}', false),
  ('00000000-0000-7000-8000-000000000052', 'Stock controller', 'Keeps items, places and stock in order',
   '{items.item.read,items.item.write,items.lot.read,items.lot.write,locations.location.read,locations.location.write,locations.site.read,locations.handling_unit.read,locations.handling_unit.write,access.owner.read,access.company.read,access.reference.read,access.reference.write,ledger.balance.read,ledger.movement.read,ledger.movement.post,ledger.movement.reverse,ledger.allocation.read,ledger.allocation.write,ledger.hold.place,ledger.hold.lift,ledger.reason.write}', false),
  ('00000000-0000-7000-8000-000000000053', 'Operator', 'Moves stock on the floor',
   '{items.item.read,items.lot.read,items.lot.write,locations.location.read,locations.site.read,locations.handling_unit.read,locations.handling_unit.write,access.owner.read,ledger.balance.read,ledger.movement.read,ledger.movement.post,ledger.allocation.read}', true),
  ('00000000-0000-7000-8000-000000000054', 'Auditor', 'Reads everything of core, changes nothing',
   '{items.item.read,items.lot.read,locations.location.read,locations.site.read,locations.handling_unit.read,access.owner.read,access.company.read,access.audit.read,access.reference.read,ledger.balance.read,ledger.movement.read,ledger.allocation.read,ledger.proof.read}', false),
  ('00000000-0000-7000-8000-000000000055', 'Client', 'Sees the stock of the owners it is given for',
   '{items.item.read,items.lot.read,locations.location.read,locations.site.read,access.owner.read,ledger.balance.read,ledger.movement.read,ledger.allocation.read}', false);

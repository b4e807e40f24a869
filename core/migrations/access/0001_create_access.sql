-- Who there is: companies and owners, those who act, how they prove who they are, and what they changed.

create table access.company (
  id uuid primary key,
  name text not null check (name = btrim(name) and name <> ''),
  base_currency text not null check (base_currency ~ '^[A-Z]{3}$'),
  closed_through timestamptz not null default '-infinity',
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create unique index company_name_key on access.company (lower(name));
create index company_by_name on access.company (name, id);
create index company_by_creation on access.company (created_at, id);
comment on table access.company is 'A legal entity of ours. Sites and owners of the kind company belong to one.';
comment on column access.company.base_currency is 'ISO 4217 code of the currency its stock is valued in.';
comment on column access.company.closed_through is 'Nothing may happen before this instant any more: its books are closed.';
comment on column access.company.version is 'Counts the changes; If-Match compares it.';

create table access.owner (
  no integer generated always as identity primary key,
  id uuid not null unique,
  kind text not null check (kind in ('company', 'client', 'supplier')),
  company uuid references access.company,
  name text not null check (name = btrim(name) and name <> ''),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint owner_company_if_kind check ((kind = 'company') = (company is not null))
);
create unique index owner_name_key on access.owner (lower(name));
create index owner_by_name on access.owner (name, id);
create index owner_by_kind on access.owner (kind, id);
create index owner_by_company on access.owner (company);
create index owner_by_creation on access.owner (created_at, id);
comment on table access.owner is 'Whose stock it is: a company of ours, a client or a supplier. Row-level rights name owners by their number.';
comment on column access.owner.no is 'A small number, because every line of the ledger carries it. 0 is nobody and stands for the house.';
comment on column access.owner.id is 'The name on the wire.';
comment on column access.owner.company is 'The company that the owner is; only where kind is company.';

create table access.actor (
  id uuid primary key,
  kind text not null check (kind in ('user', 'key', 'system')),
  name text not null check (name = btrim(name) and name <> '')
);
comment on table access.actor is 'Everyone who ever acted, under the name to print beside what he did. Rows stay for good.';

create table access.account (
  id uuid primary key references access.actor,
  email text not null check (email = lower(btrim(email)) and email <> ''),
  password_hash text not null,
  permissions text[] not null default '{}',
  owners integer[],
  is_active boolean not null default true,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint account_email_key unique (email)
);
create index account_by_creation on access.account (created_at, id);
create index account_by_activity on access.account (is_active, id);
comment on table access.account is 'A person who logs in. His name is that of the actor with the same id.';
comment on column access.account.email is 'What he logs in by; lower case.';
comment on column access.account.password_hash is 'argon2id, in the PHC form that carries its own cost and salt.';
comment on column access.account.permissions is 'Permission names; {*} is an administrator.';
comment on column access.account.owners is 'The owner numbers he may see; null is all of them.';
comment on column access.account.is_active is 'False ends every session at once.';

create table access.session (
  token_hash bytea primary key,
  account uuid not null references access.account,
  started_at timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  expires_at timestamptz not null,
  address text,
  user_agent text
);
create index session_by_account on access.session (account);
create index session_by_expiry on access.session (expires_at);
comment on table access.session is 'A browser that is logged in. Read at every request, so ending one is deleting its row.';
comment on column access.session.token_hash is 'SHA-256 of the cookie: the table alone opens no door.';
comment on column access.session.seen_at is 'Last use, written once a minute at most; the idle limit counts from it.';
comment on column access.session.expires_at is 'The end, however busy it is.';

create table access.api_key (
  id uuid primary key references access.actor,
  secret_hash bytea not null,
  permissions text[] not null,
  owners integer[],
  created_by uuid not null references access.actor,
  created_at timestamptz not null default now(),
  expires_at timestamptz,
  revoked_at timestamptz,
  last_used_at timestamptz
);
create index api_key_by_creation on access.api_key (created_at, id);
create index api_key_by_expiry on access.api_key (expires_at, id);
create index api_key_by_use on access.api_key (last_used_at, id);
create index api_key_by_creator on access.api_key (created_by);
comment on table access.api_key is 'How a machine proves who it is. Its name is that of the actor with the same id.';
comment on column access.api_key.secret_hash is 'SHA-256 of a secret of 256 random bits, which was shown once.';
comment on column access.api_key.owners is 'The owner numbers it may see; null is all of them.';
comment on column access.api_key.last_used_at is 'Written once a minute at most.';

create table access.log_in_throttle (
  key bytea primary key,
  failures integer not null,
  window_ends_at timestamptz not null
);
create index log_in_throttle_by_end on access.log_in_throttle (window_ends_at);
comment on table access.log_in_throttle is 'Failed log-ins, counted here so that all nodes share the count.';
comment on column access.log_in_throttle.key is 'SHA-256 of route, account and address.';

create table access.change (
  id uuid primary key,
  at timestamptz not null default now(),
  actor uuid not null,
  action text not null check (action ~ '^[a-z]+(_[a-z]+)*$'),
  entity text not null check (entity ~ '^[a-z_]+\.[a-z_]+$'),
  entity_id uuid not null,
  owner integer not null default 0,
  before jsonb,
  after jsonb,
  request_id text
);
create index change_by_time on access.change (at, id);
create index change_by_entity on access.change (entity, entity_id, id);
create index change_by_entity_id on access.change (entity_id, id);
create index change_by_actor on access.change (actor, id);
create index change_by_action on access.change (action, id);
comment on table access.change is 'The audit: who changed what, when, from what to what. Written in the transaction of the change itself.';
comment on column access.change.actor is 'The actor''s id; without a foreign key, so that the audit never stands in a change''s way.';
comment on column access.change.owner is 'Whose row it was; 0 is the house''s, which only those see who see all owners.';
comment on column access.change.before is 'The changed fields as they were; null for something new. Never a secret.';

create function access.refuse_rewriting_the_audit() returns trigger language plpgsql as $$
begin
  raise exception 'The audit is appended to, never edited: % on % is refused.', tg_op, tg_table_name;
end $$;
create trigger change_is_append_only before update or delete or truncate on access.change
  for each statement execute function access.refuse_rewriting_the_audit();

-- The house itself, so that stock can be owned from the first movement on. The first owner's number is 1.
insert into access.company (id, name, base_currency) values ('00000000-0000-7000-8000-000000000001', 'House', 'EUR');
insert into access.owner (id, kind, company, name)
  values ('00000000-0000-7000-8000-000000000002', 'company', '00000000-0000-7000-8000-000000000001', 'House');
insert into access.actor (id, kind, name) values ('00000000-0000-7000-8000-000000000003', 'system', 'Stowage');

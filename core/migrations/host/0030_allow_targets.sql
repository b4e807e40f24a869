-- Whom plugins may call beside public addresses by https.

create table host.allowed_target (
  id uuid primary key,
  host text not null check (host = lower(host) and host <> ''),
  port integer check (port between 1 and 65535),
  plain_http boolean not null default false,
  note text not null default '',
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint allowed_target_key unique nulls not distinct (host, port)
);
create index allowed_target_by_host on host.allowed_target (host, id);
create index allowed_target_by_creation on host.allowed_target (created_at, id);
comment on table host.allowed_target is 'Hosts of the own network, or hosts by plain http, that the outbound client may call.';
comment on column host.allowed_target.host is 'As a URL names it: lower case, an address in its usual form.';
comment on column host.allowed_target.port is 'The one port; null is any.';
comment on column host.allowed_target.plain_http is 'Whether http will do, which anybody on the way can read.';

-- What plugins are set up with.

create table host.setting_value (
  id uuid primary key,
  plugin text not null,
  scope text not null check (scope in ('organisation', 'company', 'site', 'owner')),
  place uuid not null,
  said jsonb not null check (jsonb_typeof(said) = 'object'),
  secrets jsonb not null default '{}' check (jsonb_typeof(secrets) = 'object'),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint setting_value_key unique (plugin, scope, place)
);
comment on table host.setting_value is 'What somebody said of a plugin''s settings in one scope; the schema''s defaults are not stored.';
comment on column host.setting_value.place is 'The company, site or owner; nil for the organisation.';
comment on column host.setting_value.said is 'The members that are said here; what is left out is asked of the wider scope.';
comment on column host.setting_value.secrets is 'Members that are secret, each encrypted by itself with the key of the deployment.';

create table host.setting_instance (
  id uuid primary key,
  plugin text not null,
  name text not null check (name = btrim(name) and name <> ''),
  said jsonb not null check (jsonb_typeof(said) = 'object'),
  secrets jsonb not null default '{}' check (jsonb_typeof(secrets) = 'object'),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create unique index setting_instance_name_key on host.setting_instance (plugin, lower(name));
comment on table host.setting_instance is 'One of several set-ups of a plugin: one of two ERPs, one of five printers.';

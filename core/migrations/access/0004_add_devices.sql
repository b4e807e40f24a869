-- Scanners and terminals of the floor, badges and PINs; looking with another's eyes; why something was changed.

create table device (
  id uuid primary key,
  name text not null check (name = btrim(name) and name <> ''),
  site integer not null,
  token_hash bytea not null unique,
  asks_pin boolean not null default false,
  created_by uuid not null references actor,
  last_seen_at timestamptz,
  revoked_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create unique index device_name_key on device (lower(name)) where revoked_at is null;
create index device_by_name on device (name, id);
create index device_by_site on device (site, id);
create index device_by_creation on device (created_at, id);
comment on table device is 'A scanner or terminal on which people of the floor log in by badge or PIN.';
comment on column device.site is 'The site it is used in, by number: whoever logs in on it works there alone.';
comment on column device.token_hash is 'SHA-256 of what the device carries: the table alone opens no door.';
comment on column device.asks_pin is 'A badge alone does not do here.';

create table badge (
  account uuid primary key references account,
  badge_hash bytea constraint badge_hash_key unique,
  pin_hash text,
  updated_at timestamptz not null default now()
);
comment on table badge is 'How a person logs in on a registered device.';
comment on column badge.badge_hash is 'SHA-256 of what the badge says. It is good for nothing without a registered device.';
comment on column badge.pin_hash is 'argon2id of the PIN.';

alter table session add device uuid references device, add viewing uuid references account;
create index session_by_device on session (device) where device is not null;
create index session_by_viewed on session (viewing) where viewing is not null;
comment on column session.device is 'The device of the floor that it was begun on; it is good on that one alone, and ends with it.';
comment on column session.viewing is 'The person with whose eyes the session''s own looks, without changing anything.';

alter table change add reason text, add device uuid;
create index change_by_device on change (device, id) where device is not null;
comment on column change.reason is 'Why, in the words of who did it.';
comment on column change.device is 'The device of the floor that it was done on.';

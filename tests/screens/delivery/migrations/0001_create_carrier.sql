-- Who drives for us.
create table delivery.carrier (
  id uuid primary key,
  name text not null unique,
  mode text not null,
  max_weight numeric(15,6),
  stops integer not null,
  is_active boolean not null,
  contract_until date,
  seen_at timestamptz,
  site uuid,
  contact jsonb not null,
  regions text[] not null,
  note text,
  version integer not null default 1
);

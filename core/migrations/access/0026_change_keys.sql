-- A key can be given another name, and fields: it counts its versions as all that people change.
alter table access.api_key
  add version integer not null default 1,
  add updated_at timestamptz not null default now();

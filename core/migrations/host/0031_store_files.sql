-- Files: what is known of each. The contents stand in the home's folder.

create table host.file (
  id uuid primary key,
  name text not null check (name <> ''),
  media_type text not null,
  size_bytes bigint not null check (size_bytes > 0),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  owner integer not null default 0,
  created_by uuid not null,
  created_at timestamptz not null default now()
);
create index file_by_creation on host.file (created_at, id);
create index file_by_name on host.file (name, id);
create index file_by_type on host.file (media_type, id);
create index file_by_size on host.file (size_bytes, id);
create index file_by_hash on host.file (sha256, id);
create index file_by_owner on host.file (owner, id);
create index file_by_creator on host.file (created_by, id);
comment on table host.file is 'A stored file. It never changes.';
comment on column host.file.name is 'For people; nothing is found by it.';
comment on column host.file.media_type is 'By its content.';
comment on column host.file.owner is 'Whose it is; 0 is the house''s, which only those see who see all owners.';

create table host.file_reference (
  file uuid not null references host.file,
  entity text not null check (entity ~ '^[a-z_-]+\.[a-z_]+$'),
  entity_id uuid not null,
  owner integer not null,
  primary key (file, entity, entity_id)
);
create index file_reference_by_entity on host.file_reference (entity, entity_id);
comment on table host.file_reference is 'What needs a file. One that nothing needs is gone a day after it came.';
comment on column host.file_reference.owner is 'The file''s, for the row-level policy.';

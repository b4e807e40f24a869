-- Imports: each file that was brought in, how it is read, how far it has come, and the rows that were refused.

create table imports.import (
  id uuid primary key,
  importable text not null,
  file uuid not null,
  file_name text not null,
  size_bytes bigint not null,
  format jsonb not null,
  headers jsonb not null,
  sample jsonb not null,
  mapping jsonb not null,
  decimal_sign text not null check (decimal_sign in ('point', 'comma')),
  days text not null check (days in ('day-first', 'month-first')),
  empty_cells text not null default 'keep' check (empty_cells in ('keep', 'clear')),
  state text not null default 'uploaded' check (state in
    ('uploaded', 'checking', 'checked', 'running', 'paused', 'done', 'cancelled', 'failed', 'undoing', 'undone')),
  wish text check (wish in ('pause', 'cancel')),
  is_atomic boolean not null default false,
  is_for_refused boolean not null default false,
  run integer not null default 0,
  row_number integer not null default 0,
  total integer,
  created integer not null default 0,
  updated integer not null default 0,
  unchanged integer not null default 0,
  refused integer not null default 0,
  checked jsonb,
  failure jsonb,
  undone integer not null default 0,
  undo_refused jsonb not null default '[]',
  job uuid,
  owner integer not null default 0,
  created_by uuid not null,
  created_at timestamptz not null default now(),
  started_at timestamptz,
  ended_at timestamptz,
  version integer not null default 1,
  updated_at timestamptz not null default now()
) with (fillfactor = 70);
create index import_by_creation on imports.import (created_at, id);
create index import_by_importable on imports.import (importable, created_at, id);
create index import_by_state on imports.import (state, created_at, id);
create index import_by_creator on imports.import (created_by, created_at, id);
create index import_by_name on imports.import (file_name, id);
comment on table imports.import is 'A file that was brought in, and what became of its rows.';
comment on column imports.import.importable is 'What its rows become, by the name of an addition to the point import.';
comment on column imports.import.file is 'The file as it came; it is kept as long as its import.';
comment on column imports.import.format is 'How the file is read: encoding and delimiter, or the sheet.';
comment on column imports.import.headers is 'What the first row calls the columns.';
comment on column imports.import.sample is 'The first rows, to be shown beside the mapping.';
comment on column imports.import.mapping is 'Which column gives what: {"sku": {"index": 0}, "baseUnit": {"constant": "each"}}.';
comment on column imports.import.wish is 'What somebody asked of whoever works on it; done after the batch in hand.';
comment on column imports.import.is_atomic is 'All rows go in or none.';
comment on column imports.import.is_for_refused is 'It runs again for the rows that were refused alone.';
comment on column imports.import.run is 'Counts how often it was started; part of what names a batch.';
comment on column imports.import.row_number is 'The last row of the file that was worked on; written with the rows themselves.';
comment on column imports.import.checked is 'What the last dry run found.';
comment on column imports.import.failure is 'What stopped it as a whole: a code with facts.';
comment on column imports.import.owner is 'Whose it is, by number; 0 is the house''s, which only those see who see all owners.';

create table imports.refused_row (
  import uuid not null references imports.import on delete cascade,
  number integer not null,
  cells jsonb not null,
  problems jsonb not null,
  owner integer not null,
  primary key (import, number)
);
comment on table imports.refused_row is 'A row of a file that did not go in, or would not, and why.';
comment on column imports.refused_row.number is 'As a spreadsheet counts it.';

create table imports.correction (
  import uuid not null references imports.import on delete cascade,
  number integer not null,
  cells jsonb not null,
  owner integer not null,
  primary key (import, number)
);
comment on table imports.correction is 'What somebody put in the place of a row''s cells; the file stays as it came.';
comment on column imports.correction.cells is 'By the place of the column: {"3": "12.5"}.';

create table imports.mapping (
  id uuid primary key,
  importable text not null,
  name text not null,
  mapping jsonb not null,
  owner integer not null default 0,
  created_by uuid not null,
  updated_at timestamptz not null default now(),
  constraint mapping_name_key unique (created_by, importable, name)
);
comment on table imports.mapping is 'A mapping that somebody keeps under a name; without a name, his last one.';

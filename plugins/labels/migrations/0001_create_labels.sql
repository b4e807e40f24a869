-- What labels look like, where they are printed, and which were.

create table template (
  id uuid primary key,
  name text not null,
  kind text not null check (kind in ('item', 'lot', 'location', 'unit')),
  width numeric(6,2) not null,
  height numeric(6,2) not null,
  elements jsonb not null,
  is_default boolean not null default false,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint template_name_key unique (kind, name)
);
create unique index template_default_key on template (kind) where is_default;
create index template_by_name on template (name, id);
create index template_by_creation on template (created_at, id);
create index template_by_change on template (updated_at, id);
comment on table template is 'What labels of a kind look like: size in millimetres, and what stands where';
comment on column template.is_default is 'The one that is taken where nobody names another; one of each kind';

create table printer (
  id uuid primary key,
  name text not null constraint printer_name_key unique,
  connection text not null check (connection in ('raw', 'ipp', 'browser')),
  host text,
  port integer check (port between 1 and 65535),
  path text,
  is_encrypted boolean not null default false,
  language text not null check (language in ('zpl', 'pdf')),
  resolution integer not null check (resolution in (8, 12, 24)),
  site uuid references locations.site (id),
  is_active boolean not null default true,
  note text,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  turn_holder uuid,
  turn_until timestamptz,
  constraint printer_is_somewhere check (connection = 'browser' or host is not null)
);
create index printer_by_site on printer (site, id);
create index printer_by_creation on printer (created_at, id);
create index printer_by_change on printer (updated_at, id);
comment on table printer is 'Where labels are printed';
comment on column printer.turn_holder is 'The run that serves its queue at present, so that no two send to it at a time';
comment on column printer.turn_until is 'From then on another run may serve it: the one before has died';

create table print_job (
  id uuid primary key,
  number bigint not null generated always as identity constraint print_job_number_key unique,
  request uuid not null,
  printer uuid not null references printer,
  template_name text not null,
  kind text not null check (kind in ('item', 'lot', 'location', 'unit')),
  owner integer not null,
  language text not null check (language in ('zpl', 'pdf')),
  content bytea,
  label_count integer not null check (label_count > 0),
  copies integer not null check (copies > 0),
  state text not null check (state in ('waiting', 'printing', 'printed', 'failed', 'cancelled')),
  attempts integer not null default 0,
  not_before timestamptz not null default now(),
  problem jsonb,
  actor_id text not null,
  actor_name text not null,
  reason text,
  reprint_of uuid references print_job,
  ended_by text,
  ended_at timestamptz,
  created_at timestamptz not null default now(),
  constraint print_job_again_has_a_reason check (reprint_of is null or reason is not null)
);
create index print_job_by_request on print_job (request);
create index print_job_by_owner on print_job (owner, number);
create index print_job_by_printer on print_job (printer, number);
create index print_job_waiting on print_job (printer, number) where state in ('waiting', 'printing');
create index print_job_by_state on print_job (state, number);
create index print_job_by_creation on print_job (created_at, id);
create index print_job_by_end on print_job (ended_at) where content is not null;
comment on table print_job is 'What was sent to printers: the queue, and the log of it. number is the order in which a printer gets them';
comment on column print_job.owner is 'By number; 0 is the house''s, which staff alone see';
comment on column print_job.request is 'What one request asked for; several owners'' labels are as many jobs';
comment on column print_job.content is 'What is sent, ready; forgotten after a while, when it can no longer be printed again as it was';
comment on column print_job.problem is 'Why the last attempt failed: code and facts';
comment on column print_job.ended_by is 'Who gave it up, where somebody did';

create table printed_label (
  job uuid not null references print_job on delete cascade,
  n integer not null,
  owner integer not null,
  subject uuid not null,
  code text not null,
  title text not null,
  primary key (job, n)
);
create index printed_label_by_subject on printed_label (subject, job);
create index printed_label_by_owner on printed_label (owner, job);
comment on table printed_label is 'Of what a job''s labels are, as it was called then';

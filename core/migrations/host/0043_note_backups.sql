-- Which backups were made, so that the desk can say when the last one was.

create table host.backup (
  id uuid primary key,
  at timestamptz not null,
  made_by text not null,
  folder text not null,
  bytes bigint not null check (bytes >= 0)
);
create index backup_by_instant on host.backup (at, id);
comment on table host.backup is 'A backup that `stowage backup` made, as of the instant that it shows';
comment on column host.backup.made_by is 'The account and the machine that made it.';

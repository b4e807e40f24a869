-- Work for later: what each job is and how far it has come, beside the queue that runs it.

create table job (
  id uuid primary key default gen_random_uuid(),
  queue_id bigint not null constraint job_queue_id_key unique,
  plugin text not null,
  name text not null,
  payload jsonb not null default '{}',
  subject_kind text check (subject_kind in ('site', 'company')),
  subject uuid,
  created_at timestamptz not null default now(),
  attempt int not null default 0,
  started_at timestamptz,
  done bigint,
  total bigint,
  note text check (length(note) <= 500),
  told_at timestamptz,
  last_error text check (length(last_error) <= 2000),
  failed_at timestamptz,
  ended_at timestamptz,
  outcome text check (outcome in ('done', 'dropped')),
  check ((ended_at is null) = (outcome is null)),
  check ((subject_kind is null) = (subject is null))
) with (fillfactor = 70);
create index on job (created_at, id);
create index on job (name, created_at, id);
create index on job (plugin, created_at, id);
create index on job (ended_at);
comment on table job is 'A piece of work for later; whether it waits, runs or is dead is told by the queue';
comment on column job.queue_id is 'Its row in the queue, which is gone when it has ended';

create table job_worker (
  worker text primary key,
  seen_at timestamptz not null
);
comment on table job_worker is 'Workers that live; what one holds that is not seen any more runs again elsewhere';

create table invariant_run (
  id uuid primary key default gen_random_uuid(),
  invariant text not null,
  plugin text not null,
  at timestamptz not null default now(),
  broken bigint,
  offenders jsonb not null default '[]',
  error text check (length(error) <= 2000),
  ms int not null
);
create index on invariant_run (invariant, at desc);
create index on invariant_run (at);
comment on table invariant_run is 'Whether an invariant held, when it was looked at; null where it could not be';

-- The only door into the queue for those who enqueue: it adds a job and can do nothing else to it.
create function enqueue_job(of_plugin text, job_name text, job_payload jsonb, at timestamptz, job_key text, tries int,
  kind text, of_subject uuid) returns uuid
language plpgsql security definer set search_path = host, pg_temp as $$
declare
  queued bigint;
  made uuid;
begin
  select q.id into strict queued
    from graphile_worker.add_job(job_name, '{}'::json, null, at, tries, job_name || ' ' || job_key) q;
  insert into job (queue_id, plugin, name, payload, subject_kind, subject)
    values (queued, of_plugin, job_name, job_payload, kind, of_subject)
  on conflict on constraint job_queue_id_key do update
    set payload = excluded.payload, subject_kind = excluded.subject_kind, subject = excluded.subject
  returning id into made;
  return made;
end $$;
revoke execute on function enqueue_job from public;
grant execute on function enqueue_job to stowage_app, stowage_app_all, stowage_hook;

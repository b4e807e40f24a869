-- Made to be found out: everybody sees every owner's rows, whatever the host's policies say.
create table box (
  id uuid primary key default gen_random_uuid(),
  owner integer not null references access.owner,
  weight numeric(15,6) not null check (weight > 0),
  at timestamptz not null default now()
);
create policy whatever on box for select to stowage_app using (true);
comment on table box is 'What a careless plugin keeps';

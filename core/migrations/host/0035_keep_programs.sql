-- What programs outside take part by: a key of their own, and what is told to them is signed with.

create table host.program (
  plugin text primary key,
  key uuid not null references access.api_key,
  secret text not null,
  former_key uuid references access.api_key,
  former_secret text,
  former_until timestamptz,
  made_at timestamptz not null default now()
);
comment on table host.program is 'The key of each program that is switched on; the row goes when it is switched off';
comment on column host.program.secret is 'What is told to it is signed with this; encrypted with the key of the deployment';
comment on column host.program.former_key is 'The key before, which ends at former_until, so that nothing stands still while the new one is put in its place';

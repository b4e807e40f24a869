-- Mail: queued in the transaction that sends it, sent after the commit.

create table host.mail (
  id uuid primary key,
  plugin text not null,
  message jsonb not null,
  owner integer not null default 0,
  state text not null default 'queued' check (state in ('queued', 'sent', 'failed')),
  attempts integer not null default 0,
  due_at timestamptz not null default now(),
  leased_until timestamptz,
  last_error text,
  created_at timestamptz not null default now(),
  sent_at timestamptz
);
create index mail_due on host.mail (due_at) where state = 'queued';
create index mail_by_creation on host.mail (created_at, id);
create index mail_by_state on host.mail (state, id);
create index mail_by_plugin on host.mail (plugin, id);
comment on table host.mail is 'A message to people outside, and how far it has come.';
comment on column host.mail.message is 'To, cc, reply to, subject, text, html, files.';
comment on column host.mail.leased_until is 'Until then one node tries; whoever comes later takes it over.';
comment on column host.mail.last_error is 'Why the last try failed.';

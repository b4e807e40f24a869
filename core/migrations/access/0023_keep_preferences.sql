-- How somebody has his own screens: views of lists, columns, density. It follows him to any browser.

create table preference (
  account uuid not null references account on delete cascade,
  name text not null check (name ~ '^[a-z][A-Za-z0-9_./-]{0,119}$'),
  value jsonb not null check (octet_length(value::text) <= 40000),
  changed_at timestamptz not null default now(),
  primary key (account, name)
);
comment on table preference is 'What people set for their own screens; it changes nothing for anybody else, so the audit leaves it out.';

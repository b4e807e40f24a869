-- When sites are open.

create table host.site_calendar (
  id uuid primary key,
  opening_hours jsonb not null default '[]',
  holidays jsonb not null default '[]',
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table host.site_calendar is 'A site''s opening hours and holidays, by its own clock.';
comment on column host.site_calendar.id is 'The site''s id. No foreign key: the host stands before the locations.';
comment on column host.site_calendar.opening_hours is 'Weekday, opens, closes; none means always open, but for holidays.';
comment on column host.site_calendar.holidays is 'Day and name.';

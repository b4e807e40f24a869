-- Document numbers without a gap: a row for each series, company and year, locked until the drawer's transaction ends.

create table host.number_series (
  series text not null,
  company uuid not null references access.company,
  year integer not null check (year between 0 and 9999),
  last bigint not null check (last > 0),
  primary key (series, company, year)
);
comment on table host.number_series is 'The last number that was drawn; year is 0 where a series counts on for ever.';

-- A function, so that whoever may make a document may number it, and nobody sets a number by hand.
create function host.draw_number(drawn_series text, drawn_company uuid, drawn_year integer) returns bigint
language sql security definer set search_path = pg_catalog, pg_temp as $$
  insert into host.number_series as s (series, company, year, last) values (drawn_series, drawn_company, drawn_year, 1)
  on conflict (series, company, year) do update set last = s.last + 1
  returning last
$$;

-- Which reorder points stock has fallen below, so that each time is told once.

create table shortage (
  reorder_point uuid primary key references reorder_point on delete cascade,
  owner integer references access.owner,
  since timestamptz not null default now()
);
create index shortage_by_owner on shortage (owner);
comment on table shortage is 'Reorder points below which stock stands, since when that is known';

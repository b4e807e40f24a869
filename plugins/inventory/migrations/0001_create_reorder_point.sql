-- From how much on an item is to be reordered at a site.

create table reorder_point (
  id uuid primary key,
  owner integer references access.owner,
  item uuid not null references items.item,
  site uuid not null references locations.site (id),
  minimum numeric(15,6) not null check (minimum >= 0),
  target numeric(15,6),
  note text,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint reorder_point_key unique (item, site)
);
create index reorder_point_by_site on reorder_point (site, id);
create index reorder_point_by_owner on reorder_point (owner, id);
create index reorder_point_by_creation on reorder_point (created_at, id);
create index reorder_point_by_change on reorder_point (updated_at, id);
comment on table reorder_point is 'The least that should be available of an item at a site; below it, it runs short';
comment on column reorder_point.target is 'How much it is filled up to; null leaves that to whoever orders';

-- Which places are kept for loyalty customers. The search path is this plugin's schema.

create table kept_place (
  id uuid primary key,
  location uuid not null references locations.location,
  item uuid references items.item,
  note text,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint kept_place_key unique nulls not distinct (location, item)
);
create index kept_place_by_item on kept_place (item);
create index kept_place_by_creation on kept_place (created_at, id);
create index kept_place_by_change on kept_place (updated_at, id);
comment on table kept_place is 'A place whose stock is kept for loyalty customers';
comment on column kept_place.item is 'Only of this item; null for all that lies there';

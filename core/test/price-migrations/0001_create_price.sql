create table price (
  id uuid primary key,
  item uuid not null references items.item,
  label text not null,
  asked numeric(15,2),
  cost numeric(15,2),
  supplier text,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create unique index price_by_label on price (label);

-- What is kept: one row per item of an owner's catalogue.

create table items.item (
  id uuid primary key,
  owner integer references access.owner,
  sku text not null constraint item_sku_is_clean check (sku = btrim(sku) and sku <> '' and sku !~ '[[:cntrl:]]'),
  name text not null constraint item_name_is_clean check (name = btrim(name) and name <> '' and name !~ '[[:cntrl:]]'),
  description text,
  category text,
  base_unit text not null check (base_unit ~ '^[^[:cntrl:][:space:]]+$'),
  step numeric(15,6) not null default 1 check (step > 0),
  gtin text check (gtin ~ '^([0-9]{8}|[0-9]{12,14})$'),
  gtin14 text generated always as (lpad(gtin, 14, '0')) stored,
  weight_grams numeric(12,3) check (weight_grams >= 0),
  length_mm integer check (length_mm > 0),
  width_mm integer check (width_mm > 0),
  height_mm integer check (height_mm > 0),
  has_lots boolean not null default false,
  serials text not null default 'never' check (serials in ('never', 'dispatch', 'always')),
  catch_unit text,
  lifecycle text not null default 'active' check (lifecycle in ('active', 'blocked', 'discontinued')),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  extension jsonb not null default '{}'
);
create unique index item_sku_key on items.item (coalesce(owner, 0), lower(sku));
create unique index item_gtin_key on items.item (coalesce(owner, 0), gtin14);
create index item_by_sku on items.item (sku, id);
create index item_by_name on items.item (name, id);
create index item_by_category on items.item (category, id);
create index item_by_gtin on items.item (gtin, id);
create index item_by_lifecycle on items.item (lifecycle, id);
create index item_by_owner on items.item (owner, id);
create index item_by_creation on items.item (created_at, id);
create index item_by_update on items.item (updated_at, id);
create index item_by_weight on items.item (weight_grams, id);
comment on table items.item is 'A thing that is kept in stock, as its owner''s catalogue names it.';
comment on column items.item.owner is 'Whose catalogue it stands in; null is the house''s, which every owner may see.';
comment on column items.item.sku is 'The owner''s own name for it; unique in his catalogue whatever the case.';
comment on column items.item.base_unit is 'The unit that quantities are counted in: each, kg, m. Fixed once stock was posted.';
comment on column items.item.step is 'Every quantity is a multiple of it: 1 for whole pieces, 0.001 for grams of a kilogram. Fixed once stock was posted.';
comment on column items.item.gtin is 'GTIN-8, -12, -13 or -14 as printed; its check digit was verified.';
comment on column items.item.gtin14 is 'The same in 14 digits, so that two lengths of one GTIN are one.';
comment on column items.item.serials is 'When serial numbers are taken: never, at dispatch, or always.';
comment on column items.item.catch_unit is 'The unit of the second quantity where each piece weighs differently.';
comment on column items.item.lifecycle is 'active, blocked (no new movements for now) or discontinued (sell what is left).';
comment on column items.item.version is 'Counts the changes; If-Match compares it.';
comment on column items.item.extension is 'Plugins'' own fields, by plugin: {"fefo": {…}}.';

-- Lots of an item, the packaging levels it comes in, and one book of GTINs for both.

create table items.lot (
  id uuid primary key,
  item uuid not null references items.item,
  owner integer references access.owner,
  name text not null collate "C" constraint lot_name_is_clean check (name = btrim(name) and name <> '' and name !~ '[[:cntrl:]]'),
  manufactured_on date,
  best_before date,
  expires_on date,
  retest_on date,
  attributes jsonb not null default '{}' constraint lot_attributes_are_an_object check (jsonb_typeof(attributes) = 'object'),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint lot_name_key unique (item, name),
  constraint lot_dates_in_order check (manufactured_on <= least(best_before, expires_on, retest_on) and best_before <= expires_on)
);
create index lot_by_name on items.lot (name, id);
create index lot_by_expiry_in_item on items.lot (item, expires_on, id);
create index lot_by_expiry on items.lot (expires_on, id);
create index lot_by_best_before on items.lot (best_before, id);
create index lot_by_manufacture on items.lot (manufactured_on, id);
create index lot_by_retest on items.lot (retest_on, id);
create index lot_by_owner on items.lot (owner, id);
create index lot_by_creation on items.lot (created_at, id);
create index lot_by_update on items.lot (updated_at, id);
comment on table items.lot is 'Pieces of one item that were made together, and share their dates.';
comment on column items.lot.owner is 'A copy of the item''s: null is the house''s.';
comment on column items.lot.name is 'What is printed on the goods; unique in its item, A77 is not a77.';
comment on column items.lot.expires_on is 'The last day, in the time zone of the site, on which it may be used.';
comment on column items.lot.best_before is 'The day until which the maker vouches for its quality.';
comment on column items.lot.retest_on is 'The day on which it is to be tested again before it is used.';
comment on column items.lot.attributes is 'What else is known of it: {"origin": "Peru", "potency": 0.98}. Texts, numbers, yes or no.';
comment on column items.lot.version is 'Counts the changes; If-Match compares it.';

create table items.packaging_level (
  id uuid primary key,
  item uuid not null references items.item,
  owner integer references access.owner,
  name text not null constraint packaging_level_name_is_clean
    check (name = btrim(name) and name <> '' and name !~ '[[:cntrl:]]'),
  numerator bigint not null check (numerator > 0),
  denominator bigint not null default 1 check (denominator > 0),
  gtin text check (gtin ~ '^([0-9]{8}|[0-9]{12,14})$'),
  gtin14 text generated always as (lpad(gtin, 14, '0')) stored,
  length_mm integer check (length_mm > 0),
  width_mm integer check (width_mm > 0),
  height_mm integer check (height_mm > 0),
  weight_grams numeric(12,3) check (weight_grams >= 0),
  is_active boolean not null default true,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint packaging_level_in_lowest_terms check (gcd(numerator, denominator) = 1)
);
create unique index packaging_level_name_key on items.packaging_level (item, lower(name)) where is_active;
create index packaging_level_by_item on items.packaging_level (item, id);
create index packaging_level_by_name on items.packaging_level (name, id);
create index packaging_level_by_gtin on items.packaging_level (gtin, id);
create index packaging_level_by_owner on items.packaging_level (owner, id);
create index packaging_level_by_creation on items.packaging_level (created_at, id);
comment on table items.packaging_level is 'A unit that an item is handled in: inner, case, pallet. One of it holds numerator / denominator base units, exactly.';
comment on column items.packaging_level.owner is 'A copy of the item''s: null is the house''s.';
comment on column items.packaging_level.numerator is 'With the denominator the exact factor. Never changes: lines that were keyed in this level mean it.';
comment on column items.packaging_level.gtin is 'The GTIN on this package; its check digit was verified.';
comment on column items.packaging_level.gtin14 is 'The same in 14 digits, so that two lengths of one GTIN are one.';
comment on column items.packaging_level.weight_grams is 'Of one such package, with its wrapping.';
comment on column items.packaging_level.is_active is 'False takes it out of use and sets its name and GTIN free; what was keyed in it stays readable.';

create function items.keep_the_factor() returns trigger language plpgsql as $$
begin
  raise exception 'The factor of a packaging level is fixed.' using errcode = 'check_violation';
end $$;
create trigger packaging_level_factor_is_fixed before update on items.packaging_level for each row
  when ((old.item, old.numerator, old.denominator) is distinct from (new.item, new.numerator, new.denominator))
  execute function items.keep_the_factor();

-- One GTIN names one thing in a catalogue: an item, or one of its packages. A scan looks it up here.
create table items.gtin (
  gtin14 text not null,
  owner integer references access.owner,
  item uuid not null references items.item,
  level uuid references items.packaging_level,
  constraint gtin_key unique nulls not distinct (gtin14, owner)
);
create unique index gtin_of_item_key on items.gtin (item) where level is null;
create unique index gtin_of_level_key on items.gtin (level) where level is not null;
create index gtin_by_owner on items.gtin (owner);
comment on table items.gtin is 'All GTINs of a catalogue, of items and of their packaging levels. Kept by the triggers of both tables.';
comment on column items.gtin.level is 'The packaging level that carries it; null for the item itself.';

create function items.book_gtin_of_item() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' then delete from items.gtin where item = new.id and level is null; end if;
  if new.gtin14 is not null then
    insert into items.gtin (gtin14, owner, item) values (new.gtin14, new.owner, new.id);
  end if;
  return null;
end $$;
create trigger item_books_its_gtin after insert on items.item for each row
  when (new.gtin14 is not null) execute function items.book_gtin_of_item();
create trigger item_books_its_new_gtin after update on items.item for each row
  when (old.gtin14 is distinct from new.gtin14) execute function items.book_gtin_of_item();

create function items.book_gtin_of_level() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' then delete from items.gtin where level = new.id; end if;
  if new.gtin14 is not null and new.is_active then
    insert into items.gtin (gtin14, owner, item, level) values (new.gtin14, new.owner, new.item, new.id);
  end if;
  return null;
end $$;
create trigger level_books_its_gtin after insert on items.packaging_level for each row
  when (new.gtin14 is not null) execute function items.book_gtin_of_level();
create trigger level_books_its_new_gtin after update on items.packaging_level for each row
  when ((old.gtin14, old.is_active) is distinct from (new.gtin14, new.is_active))
  execute function items.book_gtin_of_level();

insert into items.gtin (gtin14, owner, item) select gtin14, owner, id from items.item where gtin14 is not null;

-- A serial number stands for one whole piece.
alter table items.item add constraint item_serials_count_pieces
  check (serials = 'never' or (step = trunc(step) and (serials <> 'always' or step = 1)));

-- What other systems call the things that stand here.

create table access.external_reference (
  entity text not null check (entity ~ '^[a-z_]+\.[a-z_]+$'),
  id uuid not null,
  system text not null constraint external_reference_system_is_a_word check (system ~ '^[a-z0-9]+([._-][a-z0-9]+)*$'),
  external_id text not null collate "C"
    constraint external_reference_id_is_clean check (external_id = btrim(external_id) and external_id <> '' and external_id !~ '[[:cntrl:]]'),
  owner integer references access.owner,
  created_at timestamptz not null default now(),
  constraint external_reference_key unique nulls not distinct (entity, system, external_id, owner)
);
create index external_reference_by_entity on access.external_reference (id, entity, system, external_id);
create index external_reference_by_name on access.external_reference (system, external_id, entity, id);
create index external_reference_by_external_id on access.external_reference (external_id, entity, id);
create index external_reference_by_owner on access.external_reference (owner);
create index external_reference_by_creation on access.external_reference (created_at, id);
comment on table access.external_reference is 'The names that shops, ERPs and carriers have for our rows, so that both sides can speak of the same thing.';
comment on column access.external_reference.entity is 'What it names: items.item, items.lot, locations.location …';
comment on column access.external_reference.id is 'The row''s id. Without a foreign key, since it may stand in any table.';
comment on column access.external_reference.system is 'The other system''s short name: shopify, sap-eu.';
comment on column access.external_reference.external_id is 'Its name there; one thing of each kind, of one owner, has it. A is not a.';
comment on column access.external_reference.owner is 'A copy of the row''s, where it has one; null is the house''s. Two clients'' shops may both have an order 1001.';

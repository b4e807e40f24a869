-- A plugin's name may have digits and hyphens, and so has what the audit and other systems call its rows.
alter table access.change drop constraint change_entity_check;
alter table access.change add constraint change_entity_check check (entity ~ '^[a-z][a-z0-9-]*\.[a-z][a-z0-9_]*$') not valid;
alter table access.external_reference drop constraint external_reference_entity_check;
alter table access.external_reference
  add constraint external_reference_entity_check check (entity ~ '^[a-z][a-z0-9-]*\.[a-z][a-z0-9_]*$') not valid;

-- Whoever is bound to some owners reads a page of his lots and packaging levels from an index that begins with the
-- owner, as one of his items.
create index lot_of_owner_by_name on lot ((case when owner is null then 0 else owner end), name, id);
create index packaging_level_of_owner_by_name
  on packaging_level ((case when owner is null then 0 else owner end), name, id);

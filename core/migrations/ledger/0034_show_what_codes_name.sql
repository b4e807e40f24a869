-- What a scanned code may name, for plugins that read codes: GTINs with their packaging levels, pieces, units, and
-- what the scanner reads of a place. They run with the rights of whoever asks, as the other views do.

create or replace view stock.location with (security_invoker = true) as
  select l.id, s.id as site, l.parent, l.kind, l.code, l.path, l.is_active, k.balanced, k.allocatable, k.counted,
         l.barcode
    from locations.location l
    join locations.kind k on k.name = l.kind
    left join locations.site s on s.no = l.site;

create view stock.owner with (security_invoker = true) as
  select no, id, kind, name from access.owner;
comment on view stock.owner is 'Whose stock it is; no is the number that rows have';

create view stock.gtin with (security_invoker = true) as
  select gtin14, owner, item, level from items.gtin;
comment on view stock.gtin is 'What a GTIN names, in 14 digits: an item, or one of its packaging levels';

create view stock.packaging_level with (security_invoker = true) as
  select id, item, owner, name, numerator, denominator, gtin, is_active from items.packaging_level;
comment on view stock.packaging_level is 'A unit that an item is handled in; one of it holds numerator / denominator base units';

create view stock.serial with (security_invoker = true) as
  select r.id, r.item, r.owner, r.lot, r.number, b.location, r.has_left
    from ledger.serial r left join ledger.bucket b on b.id = r.bucket;
comment on view stock.serial is 'A piece with a number of its own; where it lies, unless it has left';

create view stock.handling_unit with (security_invoker = true) as
  select id, code, kind, is_sscc, location, parent, is_active from locations.handling_unit;
comment on view stock.handling_unit is 'A carrier with a label; code is a license plate, or the 18 digits of an SSCC';

grant select on all tables in schema stock to stowage_app, stowage_app_all, stowage_hook;

-- What stands on the label of a place beside its code, for plugins that print labels.

create or replace view stock.location with (security_invoker = true) as
  select l.id, s.id as site, l.parent, l.kind, l.code, l.path, l.is_active, k.balanced, k.allocatable, k.counted,
         l.barcode, l.check_digits
    from locations.location l
    join locations.kind k on k.name = l.kind
    left join locations.site s on s.no = l.site;

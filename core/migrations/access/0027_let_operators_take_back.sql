-- Who moves stock on the floor may take back what he posted last. A role that an administrator has changed is his, and
-- stays as it is.
update role set permissions = permissions || '{ledger.movement.undo}'
 where id = '00000000-0000-7000-8000-000000000053'
   and permissions = '{items.item.read,items.lot.read,items.lot.write,locations.location.read,locations.site.read,locations.handling_unit.read,locations.handling_unit.write,access.owner.read,ledger.balance.read,ledger.movement.read,ledger.movement.post,ledger.allocation.read}';

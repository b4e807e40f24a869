-- What staff had set for a client's item was the house's, so that every client saw it: it becomes his.

update reorder_point p set owner = i.owner, version = p.version + 1, updated_at = now()
  from items.item i where i.id = p.item and p.owner is null and i.owner is not null;
update shortage s set owner = p.owner from reorder_point p
 where p.id = s.reorder_point and s.owner is distinct from p.owner;

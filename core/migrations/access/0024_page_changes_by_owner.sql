-- Whoever is bound to some owners reads a page of the audit of their rows from an index that begins with the owner.
create index change_of_owner_by_time on access.change (owner, at, id);

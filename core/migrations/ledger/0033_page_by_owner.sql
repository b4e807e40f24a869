-- Whoever is bound to some owners reads a page of his movements, lines, pieces and balances from an index that begins
-- with the owner, however many rows of others stand between his.
create index on movement (owner, at, id);
create index on line (owner, id);
create index on balance (owner, bucket);
create index serial_of_owner_by_number on serial (owner, number, id);

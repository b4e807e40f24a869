-- Of a piece nothing is said but fields, and its row is the ledger's own: which version of them somebody has
-- seen is told by how often they were written.

alter table host.field_value add column writes integer not null default 1;
comment on column host.field_value.writes is 'How often it was written';

-- As with lines: the ledger's functions alone write them, of buckets whose balance they have just locked, and
-- `verify` proves it. Three references a row were half the work of writing a demand.
alter table allocation drop constraint allocation_bucket_fkey;
alter table allocation_event drop constraint allocation_event_bucket_fkey, drop constraint allocation_event_to_bucket_fkey;
-- Few allocations name a piece; the others all stood at one end of its index.
alter table allocation drop constraint allocation_serial_key;
create unique index allocation_serial_key on allocation (serial) where serial is not null;
alter function write_allocations set plan_cache_mode = force_generic_plan;

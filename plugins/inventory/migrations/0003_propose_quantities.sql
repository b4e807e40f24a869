-- How much to reorder of what runs short, and which decision said so.

alter table shortage add column proposed numeric(15,6), add column decision uuid;
comment on column shortage.proposed is 'How much to reorder; null where no strategy had an answer';
comment on column shortage.decision is 'host.decision, which says why';

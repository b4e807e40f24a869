alter table moved add column is_backfilled boolean not null default false;
comment on column moved.is_backfilled is 'Made up for after it was posted, by an enable that may have failed later on';

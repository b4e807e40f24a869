-- A name for each session that is not its token, so that an administrator can end one of somebody's.

alter table session add id uuid not null default gen_random_uuid() constraint session_id_key unique;
comment on column session.id is 'What an administrator ends it by; it opens no door.';

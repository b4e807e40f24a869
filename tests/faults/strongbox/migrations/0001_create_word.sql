create table word (id uuid primary key default gen_random_uuid(), sealed text not null, more jsonb not null);

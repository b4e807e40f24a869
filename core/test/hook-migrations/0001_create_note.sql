create table note (movement uuid primary key, text text not null unique);
comment on table note is 'What a test''s projection writes';

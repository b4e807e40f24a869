-- A person says in which language he is answered; else his browser does.
alter table account add language text check (language ~ '^[a-z]{2,3}(-[A-Z]{2})?$');
comment on column account.language is 'The tag of the language that he chose, such as fr; null follows Accept-Language.';

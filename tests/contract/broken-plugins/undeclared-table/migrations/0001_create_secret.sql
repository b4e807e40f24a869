create table secret (id uuid primary key);
